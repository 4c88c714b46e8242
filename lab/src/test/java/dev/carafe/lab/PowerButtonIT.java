package dev.carafe.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.image.archive.PackageRequest;
import dev.carafe.image.content.Content;
import dev.carafe.image.fat.FatFile;
import dev.carafe.image.process.Command;
import dev.carafe.image.tools.ToolsTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The power button, and Debian's kernel with a shell that minds it.
class PowerButtonIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final ToolsTree KERNEL =
      LiveTools.of(
          List.of(
              new PackageRequest(
                  "linux-image-cloud-amd64", Set.of("initramfs-tools", "kmod", "linux-base"))));

  /// Any event of any input device is the button: nobody types. A device is read to its end, so
  /// each has its own reader.
  private static final String INIT =
      """
      #!/bin/busybox sh
      /bin/busybox mount -t devtmpfs none /dev
      for module in button evdev; do
        /bin/busybox unxz -c /$module.ko.xz > /$module.ko
        /bin/busybox insmod /$module.ko
      done
      /bin/busybox sleep 1
      echo minds the button
      for device in /dev/input/event*; do
        { /bin/busybox head -c 1 $device; echo button pressed; /bin/busybox poweroff -f; } &
      done
      wait
      """;

  @TempDir Path work;

  @Test
  void aSystemThatMindsTheButtonShutsDown() throws IOException, InterruptedException {
    try (Machine machine = start(INIT)) {
      machine.awaitConsole(Pattern.compile("minds the button"), LIMIT);
      machine.powerOff(LIMIT);
      assertThat(machine.isRunning()).isFalse();
      assertThat(machine.console()).contains("button pressed");
    }
  }

  @Test
  void aSystemThatStaysOnIsSaidTo() throws IOException {
    String stubborn = INIT.replace("/bin/busybox poweroff -f", "/bin/busybox sleep 1000");
    try (Machine machine = start(stubborn)) {
      machine.awaitConsole(Pattern.compile("minds the button"), LIMIT);
      assertThatThrownBy(() -> machine.powerOff(Duration.ofSeconds(2)))
          .isInstanceOf(MachineException.class)
          .hasMessageContaining("it did not shut down within 2 s");
      machine.awaitConsole(Pattern.compile("button pressed"), LIMIT);
      assertThat(machine.isRunning()).isTrue();
    }
  }

  private Machine start(String init) throws IOException {
    Path image =
        ShellDisk.write(
            work.resolve("image.raw"),
            List.of(
                new FatFile("linux.efi", Content.of(Files.readAllBytes(found("boot", "vmlinuz-")))),
                new FatFile("initrd", Content.of(initrd(init)))),
            "fs0:",
            "linux.efi initrd=\\initrd console=ttyS0 quiet");
    return Machine.start(
        LiveTools.TREE,
        MachineSpec.of(image, "", Map.of()),
        Acceleration.EMULATION,
        work.resolve("machine"));
  }

  private byte[] initrd(String init) throws IOException {
    Path root = work.resolve("initrd");
    Files.createDirectories(root.resolve("bin"));
    Files.createDirectories(root.resolve("dev"));
    Files.copy(LiveTools.TREE.file("usr/bin/busybox"), root.resolve("bin/busybox"));
    Path start = Files.writeString(root.resolve("init"), init);
    assertThat(start.toFile().setExecutable(true)).isTrue();
    for (String module : List.of("button.ko.xz", "evdev.ko.xz")) {
      Files.copy(found("usr/lib/modules", module), root.resolve(module));
    }
    Command cpio = LiveTools.TREE.command("busybox", "cpio", "-o", "-H", "newc").in(root);
    String names = "bin\nbin/busybox\ndev\ninit\nbutton.ko.xz\nevdev.ko.xz\n";
    return cpio.run(out -> out.write(names.getBytes(StandardCharsets.UTF_8))).output();
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
