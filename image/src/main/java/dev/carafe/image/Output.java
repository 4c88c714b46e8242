package dev.carafe.image;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.archive.PackageLock;
import dev.carafe.image.component.Variant;
import dev.carafe.image.content.Stamp;
import dev.carafe.image.manifest.Manifest;
import dev.carafe.image.manifest.Manifest.Artifact;
import dev.carafe.image.manifest.SystemName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The folder that a build leaves its artefacts in, all or none of them.
///
/// @param form of what is built
record Output(Path folder, SystemName name, Variant.Form form) {

  BuiltImage image() {
    return new BuiltImage(
        file(".raw"),
        file(".usr.erofs"),
        file(".efi"),
        file(".lock.toml"),
        file(".manifest.json"),
        file(".cdx.json"));
  }

  BuiltMicrovm microvm() {
    return new BuiltMicrovm(
        file(".vmlinux"),
        file(".initrd"),
        file(".cmdline"),
        file(".lock.toml"),
        file(".manifest.json"),
        file(".cdx.json"));
  }

  /// Whether these inputs have been built here and nothing was touched since.
  boolean isComplete() {
    return Stamp.holds(stamp(), files());
  }

  private Path stamp() {
    return folder.resolve("." + name.fileName() + "-" + name.build() + ".stamp");
  }

  private List<Path> files() {
    return switch (form) {
      case DISK -> {
        BuiltImage image = image();
        yield List.of(
            image.disk(),
            image.usr(),
            image.kernel(),
            image.lock(),
            image.manifest(),
            image.bill());
      }
      case MICROVM -> {
        BuiltMicrovm machine = microvm();
        yield List.of(
            machine.kernel(),
            machine.initrd(),
            machine.commandLine(),
            machine.lock(),
            machine.manifest(),
            machine.bill());
      }
    };
  }

  private Path file(String suffix) {
    return folder.resolve(name.fileName() + suffix);
  }

  Draft draft() throws IOException {
    Files.createDirectories(folder);
    return new Draft(Files.createTempDirectory(folder, ".draft-"));
  }

  /// The artefacts while they are made, in a folder of their own.
  final class Draft implements AutoCloseable {
    private final Path place;

    private Draft(Path place) {
      this.place = place;
    }

    Path usr() {
      return at(image().usr());
    }

    Path verity() {
      return place.resolve("usr.verity");
    }

    Path initrd() {
      return switch (form) {
        case DISK -> place.resolve("initrd.cpio");
        case MICROVM -> at(microvm().initrd());
      };
    }

    Path kernel() {
      return switch (form) {
        case DISK -> at(image().kernel());
        case MICROVM -> at(microvm().kernel());
      };
    }

    Path commandLine() {
      return at(microvm().commandLine());
    }

    Path disk() {
      return at(image().disk());
    }

    Map<String, Artifact> artifacts() {
      Map<String, Artifact> artifacts = new TreeMap<>();
      artifacts.put("kernel", artifact(kernel()));
      switch (form) {
        case DISK -> {
          artifacts.put("usr", artifact(usr()));
          artifacts.put("verity", artifact(verity()));
        }
        case MICROVM -> artifacts.put("initrd", artifact(initrd()));
      }
      return artifacts;
    }

    void write(PackageLock lock, Bill bill, Manifest manifest) throws IOException {
      Files.writeString(at(file(".lock.toml")), lock.toToml());
      Files.writeString(at(file(".cdx.json")), bill.document());
      Files.writeString(at(file(".manifest.json")), manifest.write());
    }

    /// Gives everything its final name.
    void publish() throws IOException {
      for (Path file : files()) {
        Files.move(at(file), file, StandardCopyOption.REPLACE_EXISTING);
      }
      Stamp.of(files()).write(stamp());
    }

    @Override
    public void close() throws IOException {
      try (Stream<Path> left = Files.list(place)) {
        for (Path file : left.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(place);
    }

    private Path at(Path file) {
      return place.resolve(file.getFileName());
    }

    private Artifact artifact(Path file) {
      return new Artifact(
          String.valueOf(file.getFileName()), file.toFile().length(), Sha256.of(file));
    }
  }
}
