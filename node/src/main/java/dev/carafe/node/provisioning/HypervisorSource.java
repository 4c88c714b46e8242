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
public record HypervisorSource(Path root) implements Source {
  private static final String FIRMWARE = "sys/firmware/qemu_fw_cfg/by_name/opt/dev.carafe/";
  private static final String CREDENTIALS = "run/credentials/@system/";

  @Override
  public Origin origin() {
    return Origin.HYPERVISOR;
  }

  @Override
  public boolean isHere() {
    return userData().stream().anyMatch(GivenFile::isThere)
        || networks().stream().anyMatch(GivenFile::isThere);
  }

  @Override
  public Reading read() {
    Provision provision = Provision.none();
    for (GivenFile file : userData()) {
      provision = file.userData().over(provision);
    }
    for (GivenFile file : networks()) {
      provision = file.network().over(provision);
    }
    return isHere() ? new Reading.Found(provision) : new Reading.Absent();
  }

  /// Later ones override earlier ones.
  private List<GivenFile> userData() {
    return List.of(
        new GivenFile(root.resolve(FIRMWARE + "user-data/raw"), "fw_cfg user-data"),
        new GivenFile(root.resolve(CREDENTIALS + "carafe.user-data"), "user-data"));
  }

  private List<GivenFile> networks() {
    return List.of(
        new GivenFile(root.resolve(FIRMWARE + "net.toml/raw"), "fw_cfg net.toml"),
        new GivenFile(root.resolve(CREDENTIALS + "carafe.net-toml"), "net.toml"));
  }
}
