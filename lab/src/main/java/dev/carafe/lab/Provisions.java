package dev.carafe.lab;

import dev.carafe.image.tools.ToolsTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Where a node may find what it is to be, beside the user data in its firmware: who made the
/// machine, QEMU's firmware configuration, disks to be read, and a cloud's metadata service.
///
/// Source: [QEMU, "Invocation"](https://www.qemu.org/docs/master/system/invocation.html):
/// `-smbios`, `-fw_cfg`, `guestfwd`.
///
/// @param firmwareFiles by their names, which begin with `opt/`
/// @param readOnlyDisks raw disks that the guest cannot write to
/// @param cds the same, as discs in CD drives
/// @param metadataPort of a service on this machine's loopback, which the guest reaches as
///   `http://169.254.169.254/`; its own network is then 169.254.169.0/24
public record Provisions(
    Optional<Identity> identity,
    Map<String, Path> firmwareFiles,
    List<Path> readOnlyDisks,
    List<Path> cds,
    OptionalInt metadataPort) {

  public Provisions {
    firmwareFiles = Map.copyOf(firmwareFiles);
    readOnlyDisks = List.copyOf(readOnlyDisks);
    cds = List.copyOf(cds);
  }

  /// A machine of QEMU's and nothing else.
  public static Provisions none() {
    return new Provisions(Optional.empty(), Map.of(), List.of(), List.of(), OptionalInt.empty());
  }

  /// The same from another maker.
  public Provisions with(Identity maker) {
    return new Provisions(Optional.of(maker), firmwareFiles, readOnlyDisks, cds, metadataPort);
  }

  /// The same with one more file in the firmware's configuration.
  public Provisions withFirmwareFile(String name, Path content) {
    Map<String, Path> more = new TreeMap<>(firmwareFiles);
    more.put(name, content);
    return new Provisions(identity, more, readOnlyDisks, cds, metadataPort);
  }

  /// The same with one more disk.
  public Provisions withReadOnlyDisk(Path raw) {
    return new Provisions(identity, firmwareFiles, joined(readOnlyDisks, raw), cds, metadataPort);
  }

  /// The same with one more CD drive and a disc in it.
  public Provisions withCd(Path raw) {
    return new Provisions(identity, firmwareFiles, readOnlyDisks, joined(cds, raw), metadataPort);
  }

  /// The same with a metadata service.
  public Provisions withMetadata(int port) {
    return new Provisions(identity, firmwareFiles, readOnlyDisks, cds, OptionalInt.of(port));
  }

  private static List<Path> joined(List<Path> disks, Path more) {
    return Stream.concat(disks.stream(), Stream.of(more)).toList();
  }

  /// What QEMU starts for each of the guest's connections to the metadata service: a program that
  /// does by its name what it is to do.
  void prepare(ToolsTree tools, MachineFolder folder) throws IOException {
    if (metadataPort.isPresent()) {
      Files.deleteIfExists(folder.netcat());
      Files.createSymbolicLink(folder.netcat(), tools.file("usr/bin/busybox").toAbsolutePath());
    }
  }

  /// Options of the guest's first network.
  String network(MachineFolder folder) {
    if (metadataPort.isEmpty()) {
      return "";
    }
    String program = "'" + folder.netcat().toAbsolutePath().toString().replace("'", "'\\''") + "'";
    String command = program + " 127.0.0.1 " + metadataPort.getAsInt();
    return ",net=169.254.169.0/24,guestfwd=tcp:169.254.169.254:80-cmd:"
        + QemuArguments.value(command);
  }

  /// QEMU's options for all but the network.
  List<String> arguments() {
    List<String> words = new ArrayList<>();
    identity.ifPresent(maker -> words.addAll(List.of("-smbios", maker.argument())));
    new TreeMap<>(firmwareFiles)
        .forEach((name, file) ->
            words.addAll(
                List.of("-fw_cfg", "name=" + name + ",file=" + QemuArguments.value(file))));
    for (int i = 0; i < readOnlyDisks.size(); i++) {
      String name = "given" + (i + 1);
      words.addAll(drive(name, readOnlyDisks.get(i)));
      words.addAll(List.of("-device", "virtio-blk-pci,drive=" + name + ",romfile="));
    }
    if (!cds.isEmpty()) {
      words.addAll(List.of("-device", "virtio-scsi-pci,id=scsi,romfile="));
    }
    for (int i = 0; i < cds.size(); i++) {
      String name = "cd" + (i + 1);
      words.addAll(drive(name, cds.get(i)));
      words.addAll(List.of("-device", "scsi-cd,bus=scsi.0,drive=" + name));
    }
    return List.copyOf(words);
  }

  private static List<String> drive(String name, Path file) {
    return List.of(
        "-drive",
        "if=none,id=" + name + ",format=raw,readonly=on,file=" + QemuArguments.value(file));
  }
}
