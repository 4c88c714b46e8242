package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.disk.gpt.Partition;
import dev.carafe.disk.gpt.PartitionTableReading;
import dev.carafe.image.BuiltImage;
import dev.carafe.image.archive.PackageRequest;
import dev.carafe.image.inspect.ImageInspector;
import dev.carafe.image.inspect.ImageReport;
import dev.carafe.image.inspect.UsrReport;
import dev.carafe.image.progress.Progress;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.Acceleration;
import dev.carafe.lab.ContainerImages;
import dev.carafe.lab.Machine;
import dev.carafe.lab.MachineSpec;
import dev.carafe.lab.Pages;
import dev.carafe.lab.Ports;
import dev.carafe.lab.Registry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole system: built, taken apart by foreign tools, and booted.
@LongTest
class SystemIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir static Path work;

  private static Workshop workshop;
  private static BuiltImage image;
  private static ToolsTree tools;

  @BeforeAll
  static void build() {
    workshop = TestWorkshop.open();
    image = workshop.build("plain");
    tools =
        workshop.tools(
            List.of(
                PackageRequest.of("busybox-static"),
                PackageRequest.of("cryptsetup-bin"),
                PackageRequest.of("docker-registry"),
                PackageRequest.of("dosfstools"),
                PackageRequest.of("erofs-utils"),
                PackageRequest.of("gdisk"),
                PackageRequest.of("libc-bin"),
                PackageRequest.of("ovmf"),
                PackageRequest.of("qemu-system-x86"),
                PackageRequest.of("qemu-utils"),
                PackageRequest.of("systemd-ukify")));
  }

  @Test
  void theSameInputsGiveTheSameBytesFromAnotherCache() {
    BuildOptions options = new BuildOptions();
    options.output = work.resolve("second");
    options.cache = work.resolve("another/cache");
    BuiltImage second = new Workshop(Path.of(".."), options, Progress.SILENT).build("plain");
    assertThat(Sha256.of(second.disk())).isEqualTo(Sha256.of(image.disk()));
    assertThat(second.manifest()).hasSameTextualContentAs(image.manifest());
  }

  @Test
  void foreignToolsFindNothingWrongWithTheDisk() throws IOException {
    assertThat(tools.command("sgdisk", "-v", image.disk().toString()).run().text())
        .contains("No problems found");
    List<Partition> partitions = partitions(image.disk());
    Path esp = extract(image.disk(), partitions.get(0), "esp");
    tools.command("fsck.vfat", "-n", esp.toString()).run();
    tools.command("fsck.erofs", image.usr().toString()).run();
    String kernel = tools.command("ukify", "inspect", image.kernel().toString()).run().text();
    Path usr = extract(image.disk(), partitions.get(1), "usr");
    Path verity = extract(image.disk(), partitions.get(2), "verity");
    var hash = Pattern.compile("usrhash=([0-9a-f]{64})").matcher(kernel);
    assertThat(hash.find()).isTrue();
    tools.command("veritysetup", "verify", usr.toString(), verity.toString(), hash.group(1)).run();
  }

  @Test
  void nothingInTheImageIsAShellAnInterpreterOrSetuid() throws IOException {
    UsrReport usr = ImageInspector.inspect(image.disk()).systems().getFirst().usr();
    assertThat(usr.setId()).isEmpty();
    assertThat(usr.scripts()).isEmpty();
    assertThat(usr.known())
        .extracting(UsrReport.KnownProgram::path)
        .containsExactly("/usr/lib/carafe/jre/bin/java");
    assertThat(usr.executables()).hasSizeBetween(20, 60);
  }

  @Test
  void verifyFindsNothingWrongUntilAByteIsFlipped() throws IOException {
    assertThat(Main.commandLine().execute("verify", image.disk().toString())).isZero();
    Path damaged = flipped(5_000_000);
    assertThat(Main.commandLine().execute("verify", damaged.toString()))
        .isEqualTo(ExitCode.UNTRUSTED.number());
  }

  private static Path flipped(long place) throws IOException {
    Path damaged = Files.copy(image.disk(), work.resolve("damaged.raw"));
    try (FileChannel disk =
        FileChannel.open(damaged, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long at = partitions(image.disk()).get(1).offset() + place;
      ByteBuffer one = ByteBuffer.allocate(1);
      disk.read(one, at);
      disk.write(ByteBuffer.wrap(new byte[] {(byte) (one.get(0) ^ 1)}), at);
    }
    return damaged;
  }

  @Test
  void bootsWith512MegabytesAndServesAPageFromAContainer()
      throws IOException, InterruptedException {
    int page = Ports.free();
    int api = Ports.free();
    try (Registry registry = Registry.start(tools, Files.createDirectories(work.resolve("hub")))) {
      ContainerImages.pushHello(tools, registry, "hello from a container", work);
      String userData = Demonstration.userData(registry);
      MachineSpec spec =
          MachineSpec.of(image.disk(), userData, Map.of(page, 8080, api, 5081)).withMemory(512);
      try (Machine machine =
          Machine.start(tools, spec, Acceleration.EMULATION, work.resolve("serving"))) {
        assertThat(machine.awaitPage(page, "/", PATIENCE)).isEqualTo("hello from a container");
        assertThat(machine.awaitPage(api, "/os", PATIENCE))
            .contains("\"variant_id\":\"plain\"")
            .contains("\"arch\":\"x86_64\"");
        // The page can be there a moment before the agent has seen its container run.
        String health =
            machine.await(
                "a running container in the health document",
                PATIENCE,
                () ->
                    Pages.get(api, "/v1/health")
                        .filter(document -> document.contains("\"state\":\"running\"")));
        assertThat(health)
            .contains("\"class_data_archive\":true")
            .contains("\"failed_units\":[]")
            .contains("\"status\":\"healthy\"");
        // What the image is made of is for those who reach the socket.
        assertThat(Pages.get(api, "/v1/sbom")).isEmpty();
        machine.awaitConsole(Pattern.compile("running"), PATIENCE);
      }
    }
  }

  @Test
  void aKeptDiskGrowsAndTheButtonEndsTheMachineInOrder() throws IOException, InterruptedException {
    Path disk = work.resolve("kept.qcow2");
    long before;
    try (Registry registry = Registry.start(tools, Files.createDirectories(work.resolve("hub2")))) {
      ContainerImages.pushHello(tools, registry, "kept", work);
      int page = Ports.free();
      int api = Ports.free();
      MachineSpec spec =
          MachineSpec.of(
                  image.disk(), Demonstration.userData(registry), Map.of(page, 8080, api, 5081))
              .withDisk(disk);
      try (Machine machine =
          Machine.start(tools, spec, Acceleration.EMULATION, work.resolve("kept"))) {
        machine.awaitPage(page, "/", PATIENCE);
        before = dataBytes(machine, api, 0);
        awaitGoodBoot(machine, api);
        machine.powerOff(Duration.ofSeconds(60));
      }
    }
    assertThat(needsRecovery(disk)).isFalse();
    theEntryHasProvedItself(work.resolve("kept.raw"));
    tools.command("qemu-img", "resize", "-q", "-f", "qcow2", disk.toString(), "6G").run();
    int api = Ports.free();
    MachineSpec spec = MachineSpec.of(image.disk(), "", Map.of(api, 5081)).withDisk(disk);
    try (Machine machine =
        Machine.start(tools, spec, Acceleration.EMULATION, work.resolve("grown"))) {
      dataBytes(machine, api, before + (15L << 27)); // it grows by 2 GiB, piece by piece
      machine.powerOff(Duration.ofSeconds(60));
    }
    assertThat(needsRecovery(disk)).isFalse();
  }

  /// Waits until the node's first boot counts as a good one, and the boot loader was told.
  private static void awaitGoodBoot(Machine machine, int api) {
    Pattern good =
        Pattern.compile(
            "\"boot\":\\{\"state\":\"good\",\"entry\":\"carafe-plain-[^+\"]*[.]efi\",\"on_trial\":false");
    var _ =
        machine.await(
            "a good boot in the health document",
            PATIENCE,
            () -> Pages.get(api, "/v1/health").filter(health -> good.matcher(health).find()));
  }

  /// Whether the entry's file has lost its counter, and the file system is as it should be.
  private static void theEntryHasProvedItself(Path raw) throws IOException {
    List<String> kernels =
        ImageInspector.inspect(raw).bootFiles().stream()
            .map(ImageReport.BootFile::path)
            .filter(path -> path.startsWith("EFI/Linux/"))
            .toList();
    assertThat(kernels).singleElement().asString().matches("EFI/Linux/carafe-plain-[^+]*[.]efi");
    Path esp = extract(raw, partitions(raw).get(0), "kept-esp");
    tools.command("fsck.vfat", "-n", esp.toString()).run();
  }

  /// The size of the node's data partition once it is larger than that.
  private static long dataBytes(Machine machine, int api, long than) {
    Pattern pattern = Pattern.compile("\"data_bytes\":([0-9]+)");
    return machine.await(
        "more than " + than + " bytes in the health document",
        PATIENCE,
        () ->
            Pages.get(api, "/v1/health")
                .flatMap(health -> pattern.matcher(health).results().findFirst())
                .map(match -> Long.parseLong(match.group(1)))
                .filter(bytes -> bytes > than));
  }

  /// Whether the file system of the data partition was left mounted: `RECOVER` in the incompatible
  /// features of its [superblock](https://docs.kernel.org/filesystems/ext4/super.html).
  private static boolean needsRecovery(Path qcow2) throws IOException {
    Path raw = work.resolve("kept.raw");
    tools.command("qemu-img", "convert", "-O", "raw", qcow2.toString(), raw.toString()).run();
    try (FileChannel disk = FileChannel.open(raw)) {
      Partition data = PartitionTableReading.of(ByteSource.of(disk)).table().partitions().getLast();
      ByteBuffer block = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
      disk.read(block, data.offset() + 1024);
      assertThat(block.getShort(0x38)).isEqualTo((short) 0xEF53);
      return (block.getInt(0x60) & 0x4) != 0;
    }
  }

  @Test
  @Thorough
  void aDiskThatIsTooSmallIsSaid() throws IOException, InterruptedException {
    int api = Ports.free();
    MachineSpec spec =
        MachineSpec.of(image.disk(), "", Map.of(api, 5081))
            .withDiskBytes(Files.size(image.disk()) + (64L << 20));
    try (Machine machine =
        Machine.start(tools, spec, Acceleration.EMULATION, work.resolve("small"))) {
      String health =
          machine.await(
              "a failed unit in the health document",
              PATIENCE,
              () ->
                  Pages.get(api, "/v1/health")
                      .filter(document -> document.contains("carafe-partitions.service")));
      assertThat(health).contains("\"status\":\"degraded\"").doesNotContain("data_bytes");
      machine.awaitConsole(Pattern.compile("failed.*carafe-partitions"), PATIENCE);
      assertThat(machine.console()).contains("Can't fit requested partitions");
      machine.powerOff(Duration.ofSeconds(60));
    }
  }

  @Test
  void theBillNamesOnlyWhatIsThere() throws IOException {
    Set<String> names =
        Pattern.compile("pkg:deb/debian/([^@]+)@")
            .matcher(Files.readString(image.bill()))
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toSet());
    assertThat(names).contains("containerd", "runc", "systemd", "libc6", "nftables");
    assertThat(names).doesNotContain("dash", "perl-base", "iptables");
  }

  private static List<Partition> partitions(Path raw) throws IOException {
    try (FileChannel disk = FileChannel.open(raw)) {
      return PartitionTableReading.of(ByteSource.of(disk)).table().partitions();
    }
  }

  private static Path extract(Path raw, Partition partition, String name) throws IOException {
    Path file = work.resolve(name);
    try (FileChannel disk = FileChannel.open(raw);
        FileChannel out =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      disk.position(partition.offset());
      for (long done = 0; done < partition.size(); ) {
        done += disk.transferTo(partition.offset() + done, partition.size() - done, out);
      }
    }
    return file;
  }
}
