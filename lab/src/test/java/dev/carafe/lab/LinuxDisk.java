package dev.carafe.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.image.archive.PackageRequest;
import dev.carafe.image.content.Content;
import dev.carafe.image.fat.FatFile;
import dev.carafe.image.process.Command;
import dev.carafe.image.tools.ToolsTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A disk with Debian's kernel and BusyBox, whose shell runs one script.
final class LinuxDisk {
  private static final ToolsTree KERNEL =
      LiveTools.of(
          List.of(
              new PackageRequest(
                  "linux-image-cloud-amd64", Set.of("initramfs-tools", "kmod", "linux-base"))));

  private LinuxDisk() {}

  /// @param init of `/bin/busybox sh`
  /// @param modules of the kernel, by the names of their files, which go to `/`
  static Path write(Path disk, String init, List<String> modules) throws IOException {
    return ShellDisk.write(
        disk,
        List.of(
            new FatFile("linux.efi", Content.of(Files.readAllBytes(found("boot", "vmlinuz-")))),
            new FatFile("initrd", Content.of(initrd(disk, init, modules)))),
        "fs0:",
        "linux.efi initrd=\\initrd console=ttyS0 quiet");
  }

  private static byte[] initrd(Path disk, String init, List<String> modules) throws IOException {
    Path root = disk.resolveSibling("initrd");
    Files.createDirectories(root.resolve("bin"));
    Files.createDirectories(root.resolve("dev"));
    Files.copy(LiveTools.TREE.file("usr/bin/busybox"), root.resolve("bin/busybox"));
    Path start = Files.writeString(root.resolve("init"), init);
    assertThat(start.toFile().setExecutable(true)).isTrue();
    List<String> names = new ArrayList<>(List.of("bin", "bin/busybox", "dev", "init"));
    for (String module : modules) {
      Files.copy(found("usr/lib/modules", module), root.resolve(module));
      names.add(module);
    }
    Command cpio = LiveTools.TREE.command("busybox", "cpio", "-o", "-H", "newc").in(root);
    String list = String.join("\n", names) + "\n";
    return cpio.run(out -> out.write(list.getBytes(StandardCharsets.UTF_8))).output();
  }

  private static Path found(String below, String name) throws IOException {
    try (Stream<Path> files = Files.walk(KERNEL.file(below))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(name))
          .findFirst()
          .orElseThrow();
    }
  }
}
