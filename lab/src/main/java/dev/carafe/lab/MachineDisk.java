package dev.carafe.lab;

import dev.carafe.image.tools.ToolsTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A machine's first disk, in qcow2. The image that it begins with is never written to.
record MachineDisk(ToolsTree tools, MachineSpec spec) {

  /// Makes the disk anew over the image; a disk to keep is a copy, and made only where it is not
  /// there.
  void prepare(Path disk) throws IOException {
    long imageBytes = Files.size(spec.image());
    if (imageBytes > spec.diskBytes()) {
      throw new DiskTooSmallException(spec.image(), imageBytes, spec.diskBytes());
    }
    if (spec.disk().isEmpty()) {
      Files.deleteIfExists(disk);
      overlay(disk);
    } else if (!Files.exists(disk)) {
      copy(disk);
    }
  }

  private void overlay(Path disk) {
    tools
        .command("qemu-img", "create", "-q", "-f", "qcow2", "-F", "raw")
        .with("-b", spec.image().toAbsolutePath().toString())
        .with(disk.toString(), String.valueOf(spec.diskBytes()))
        .run();
  }

  /// Under its name only when it is whole.
  private void copy(Path disk) throws IOException {
    Path part = disk.resolveSibling(disk.getFileName() + ".part");
    tools
        .command("qemu-img", "convert", "-q", "-f", "raw", "-O", "qcow2")
        .with(spec.image().toString(), part.toString())
        .run();
    tools
        .command("qemu-img", "resize", "-q", "-f", "qcow2", part.toString())
        .with(String.valueOf(spec.diskBytes()))
        .run();
    Files.move(part, disk, StandardCopyOption.ATOMIC_MOVE);
  }

  /// An image would not fit on its disk.
  static final class DiskTooSmallException extends LabException {
    private static final long serialVersionUID = 1L;

    DiskTooSmallException(Path image, long imageBytes, long diskBytes) {
      super(
          "could not make a disk of %d bytes: the image %s has %d"
              .formatted(diskBytes, image, imageBytes));
    }
  }
}
