package dev.carafe.node.provisioning;

import java.nio.file.Path;
import java.util.List;

/// What the hypervisor hands on by itself: a system credential, which systemd takes from SMBIOS
/// strings of type 11 and from QEMU's firmware configuration, or that configuration directly.
///
/// Source:
/// [systemd.system-credentials(7)](https://www.freedesktop.org/software/systemd/man/latest/systemd.system-credentials.html),
/// [QEMU, "fw_cfg"](https://www.qemu.org/docs/master/specs/fw_cfg.html).
///
/// @param root below which are `/run` and `/sys`
record HypervisorSource(Path root) implements Source {
  private static final String FIRMWARE = "sys/firmware/qemu_fw_cfg/by_name/opt/dev.carafe/";
  private static final String CREDENTIALS = "run/credentials/@system/";

  @Override
  public Origin origin() {
    return Origin.HYPERVISOR;
  }

  @Override
  public Reading read() {
    return new GivenFiles(
            List.of(
                file(FIRMWARE + "user-data/raw", "fw_cfg user-data"),
                file(CREDENTIALS + "carafe.user-data", "user-data")),
            List.of(
                file(FIRMWARE + "net.toml/raw", "fw_cfg net.toml"),
                file(CREDENTIALS + "carafe.net-toml", "net.toml")))
        .read();
  }

  private GivenFile file(String path, String source) {
    return new GivenFile(root.resolve(path), source);
  }
}
