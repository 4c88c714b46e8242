package dev.carafe.lab;

import java.nio.file.Path;
import java.util.Optional;

/// What a machine keeps in its folder.
record MachineFolder(Path root) {

  /// Where its disk is: in the folder, if it goes with the machine.
  Path disk(Optional<Path> kept) {
    return kept.orElse(root.resolve("disk.qcow2"));
  }

  /// The firmware's variables: beside a disk that is kept, for that is the same machine again.
  Path variables(Optional<Path> kept) {
    return kept.map(disk -> disk.resolveSibling(disk.getFileName() + ".variables"))
        .orElse(root.resolve("variables.fd"));
  }

  /// What its TPM remembers: like the variables.
  Path tpm(Optional<Path> kept) {
    return kept.map(disk -> disk.resolveSibling(disk.getFileName() + ".tpm"))
        .orElse(root.resolve("tpm"));
  }

  /// Everything that came over the serial line.
  Path console() {
    return root.resolve("console.log");
  }

  /// The user data as the firmware hands it on.
  Path credential() {
    return root.resolve("credential");
  }

  /// The program through which the guest reaches a metadata service.
  Path netcat() {
    return root.resolve("nc");
  }

  /// What the TPM complains about.
  Path tpmErrors() {
    return root.resolve("tpm.err");
  }

  /// What QEMU complains about.
  Path errors() {
    return root.resolve("qemu.err");
  }
}
