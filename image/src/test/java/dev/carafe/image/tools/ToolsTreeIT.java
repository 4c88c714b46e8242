package dev.carafe.image.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.image.process.Command;
import dev.carafe.image.process.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every program a build or a test needs starts from a tools tree, on whatever machine this is.
final class ToolsTreeIT {
  private static final ToolsTree TOOLS =
      LiveArchive.tools(
          "cryptsetup-bin",
          "docker-registry",
          "dosfstools",
          "dpkg",
          "erofs-utils",
          "gdisk",
          "gpgv",
          "kmod",
          "mtools",
          "ovmf",
          "qemu-system-x86",
          "systemd-ukify",
          "zstd");

  @ParameterizedTest
  @CsvSource({
    "mkfs.erofs,--version,mkfs.erofs",
    "fsck.erofs,--version,fsck.erofs",
    "zstd,--version,Zstandard",
    "depmod,--version,kmod version",
    "modinfo,--version,kmod version",
    "mcopy,--version,mcopy (GNU mtools)",
    "mdir,--version,mdir (GNU mtools)",
    "fsck.vfat,--help,Usage",
    "sgdisk,--version,GPT fdisk (sgdisk)",
    "veritysetup,--version,veritysetup 2.",
    "dpkg,--version,package management program",
    "gpgv,--version,gpgv (GnuPG)",
    "qemu-system-x86_64,--version,QEMU emulator version",
    "docker-registry,--version,docker/distribution",
    "python3,--version,Python 3",
    "ukify,--version,ukify 257",
  })
  void programStarts(String program, String argument, String said) {
    Outcome outcome = TOOLS.command(program, argument).outcome(Command.Input.NOTHING);

    assertThat(outcome.text() + outcome.errors()).contains(said);
    assertThat(outcome.status()).isZero();
  }

  @Test
  void firmwareIsThere() {
    assertThat(TOOLS.file("usr/share/OVMF/OVMF_CODE_4M.fd")).isNotEmptyFile();
  }

  @Test
  void qemuFindsItsFirmwareAndModules() {
    Outcome outcome =
        TOOLS
            .command(
                "qemu-system-x86_64",
                "-machine",
                "q35",
                "-display",
                "none",
                "-device",
                "virtio-vga",
                "-nic",
                "user,model=virtio-net-pci",
                "-monitor",
                "stdio")
            .outcome(out -> out.write("quit\n".getBytes(StandardCharsets.UTF_8)));

    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.status()).isZero();
  }

  @Test
  void ukifyReadsAPeFile() {
    Path stub =
        LiveArchive.tools("systemd-boot-efi").file("usr/lib/systemd/boot/efi/linuxx64.efi.stub");

    assertThat(TOOLS.command("ukify", "inspect", stub.toString()).run().text()).contains(".sbat");
  }

  @Test
  void javaFindsItsHomeAndLinksARunTime(@TempDir Path directory) {
    ToolsTree jdk = LiveArchive.tools("openjdk-25-jdk-headless");
    Path image = directory.resolve("image");

    assertThat(jdk.command("java", "-version").run().errors()).contains("openjdk version \"25");
    jdk.command("jlink", "--add-modules", "java.base", "--output", image.toString()).run();
    assertThat(image.resolve("lib/modules")).isNotEmptyFile();
  }

  @Test
  void librariesOfTheMachineAreNotUsed() {
    assertThat(TOOLS.command("python3", "-c", "print(open('/proc/self/maps').read())").run().text())
        .contains(TOOLS.root().resolve("usr/lib/x86_64-linux-gnu/libc.so.6").toString())
        .doesNotContainPattern(" /(usr|lib)\\S*\\.so");
  }

  @Test
  void missingProgramIsSaid() {
    assertThatThrownBy(() -> TOOLS.command("mkfs.ntfs"))
        .isInstanceOf(ToolMissingException.class)
        .hasMessageContaining("program 'mkfs.ntfs'");
  }

  @Test
  void damagedTreeIsMadeAnew() throws IOException {
    Path program = LiveArchive.tools("zstd").file("usr/bin/zstd");
    byte[] bytes = Files.readAllBytes(program);
    Files.write(program, new byte[] {0}, StandardOpenOption.WRITE);

    assertThat(LiveArchive.tools("zstd").file("usr/bin/zstd")).hasBinaryContent(bytes);
    try (Stream<Path> trees = Files.list(LiveArchive.cache().root().resolve("tools"))) {
      assertThat(trees.filter(tree -> tree.toString().endsWith(".new"))).isEmpty();
    }
  }
}
