package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.cli.keys.KeyFolder;
import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.gpt.PartitionTableReading;
import dev.carafe.image.BuiltImage;
import dev.carafe.image.archive.PackageRequest;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.Acceleration;
import dev.carafe.lab.BootPhase;
import dev.carafe.lab.FirmwareKeys;
import dev.carafe.lab.LabTools;
import dev.carafe.lab.Machine;
import dev.carafe.lab.MachineSpec;
import dev.carafe.lab.Ports;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Secure Boot with keys of one's own: what real firmware starts, and what it refuses.
class SecureBootIT {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration OF_FIRMWARE = Duration.ofMinutes(3);
  private static final Pattern REFUSED = Pattern.compile("(?i)access denied");

  private static final String VARIABLES = "/sys/firmware/efi/efivars/";
  private static final String SECURE_BOOT =
      VARIABLES + "SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c";
  private static final String REVOCATIONS = VARIABLES + "dbx-d719b2cb-3d3a-4596-a3bc-dad00e67656f";

  private static final String USER_DATA =
      "[settings.firewall]\nallow = [{ ports = [%d] }]\n".formatted(Observer.GUEST_PORT);

  @TempDir static Path work;

  /// Before anything was revoked.
  private static FirmwareKeys believed;

  private static BuiltImage image;
  private static ToolsTree tools;

  @BeforeAll
  static void build() throws IOException {
    KeyFolder keys = new KeyFolder(work.resolve("keys"));
    keys.make("test", Duration.ofDays(10), Instant.now());
    believed = keys.forMachine();
    Workshop workshop = ObservedVariant.workshop(work);
    image = workshop.build(ObservedVariant.NAME, Optional.of(keys.forBuild()));
    List<PackageRequest> packages = new ArrayList<>(LabTools.WITH_SECURE_BOOT);
    packages.add(PackageRequest.of("mtools"));
    packages.add(PackageRequest.of("sbsigntool"));
    tools = workshop.tools(packages);
  }

  @Test
  void whatTheFirmwareStartsIsSigned() throws IOException {
    Path loader = work.resolve("loader.efi");
    mtools("mcopy", image.disk(), "::/EFI/BOOT/BOOTX64.EFI", loader.toString());
    for (Path program : List.of(loader, image.kernel())) {
      assertThat(
              tools.command("sbverify", "--cert", certificate(), program.toString()).run().text())
          .contains("Signature verification OK");
    }
    assertThat(Main.commandLine().execute("verify", image.disk().toString())).isZero();
  }

  /// A machine that believes nobody yet takes the keys of the image, and restarts.
  @Test
  void aMachineEnrolsTheKeysBootsLockedDownAndRefusesWhatIsRevoked()
      throws IOException, InterruptedException {
    int shell = Ports.free();
    MachineSpec spec =
        MachineSpec.of(image.disk(), USER_DATA, Map.of(shell, Observer.GUEST_PORT))
            .withDisk(work.resolve("disk.qcow2"))
            .withSecureBoot(new FirmwareKeys.Blank());
    try (Machine machine = start(spec, "blank")) {
      assertThat(machine.awaitEnd(OF_FIRMWARE)).as(machine.console()).isTrue();
      assertThat(machine.console()).contains("Enrolling secure boot keys");
    }
    try (Machine machine = start(spec, "enrolled")) {
      Observer observer = Observer.await(machine, shell, PATIENCE);
      assertThat(observer.run("hexdump -v -e '1/1 \"%02x\"' " + SECURE_BOOT + " 2>&1"))
          .isEqualTo("0600000001");
      assertThat(observer.run("dmesg"))
          .contains("Kernel is locked down from EFI Secure Boot")
          .contains("Loaded X.509 cert 'test db");
      assertThat(observer.run("cat /sys/kernel/security/lockdown"))
          .matches(".*\\[(integrity|confidentiality)].*");
      assertThat(observer.run("cat /proc/modules")).contains("dm_verity").contains("erofs");
      revoke(observer);
      machine.powerOff(Duration.ofSeconds(90));
    }
    try (Machine machine = start(spec, "revoked")) {
      isRefused(machine);
    }
  }

  /// Writes the change as whoever runs the machine would: attributes, then the file.
  private static void revoke(Observer observer) throws IOException {
    String folder = work.resolve("keys").toString();
    assertThat(
            Main.commandLine()
                .execute("keys", "revoke", image.kernel().toString(), "--keys", folder))
        .isZero();
    String update =
        Base64.getEncoder().encodeToString(Files.readAllBytes(work.resolve("keys/dbx-add.auth")));
    observer.run("(printf '\\147\\0\\0\\0'; echo " + update + " | base64 -d) >/run/revocation");
    assertThat(observer.run("cat /run/revocation >" + REVOCATIONS + " && echo taken"))
        .isEqualTo("taken");
  }

  @Test
  void aKernelWithoutASignatureIsRefused() throws IOException {
    Path kernel = Files.copy(image.kernel(), work.resolve("unsigned.efi"));
    tools.command("sbattach", "--remove", kernel.toString()).run();
    assertThat(Files.size(kernel)).isLessThan(Files.size(image.kernel()));
    isRefused(kernel, "unsigned");
  }

  @Test
  void aKernelWithAnotherCommandLineIsRefused() throws IOException {
    String bytes = Files.readString(image.kernel(), StandardCharsets.ISO_8859_1);
    String other = bytes.replaceFirst("panic-on-corruption", "panic-on-corruptioN");
    assertThat(other).isNotEqualTo(bytes);
    Path kernel = work.resolve("altered.efi");
    Files.writeString(kernel, other, StandardCharsets.ISO_8859_1);
    isRefused(kernel, "altered");
  }

  private static void isRefused(Path kernel, String name) throws IOException {
    Path disk = Files.copy(image.disk(), work.resolve(name + ".raw"));
    String fileName = String.valueOf(image.kernel().getFileName()).replace(".efi", "+3-0.efi");
    mtools("mcopy", disk, "-o", kernel.toString(), "::/EFI/Linux/" + fileName);
    MachineSpec spec = MachineSpec.of(disk, "", Map.of()).withSecureBoot(believed);
    try (Machine machine = start(spec, name)) {
      isRefused(machine);
    }
  }

  /// The boot loader, which is signed, runs, and is not given the kernel.
  private static void isRefused(Machine machine) {
    machine.awaitConsole(REFUSED, OF_FIRMWARE);
    assertThat(machine.phases())
        .containsKey(BootPhase.BOOT_LOADER)
        .doesNotContainKey(BootPhase.INITRD);
  }

  private static Machine start(MachineSpec spec, String name) throws IOException {
    return Machine.start(tools, spec, Acceleration.EMULATION, work.resolve(name));
  }

  private static String certificate() {
    return work.resolve("keys/db.pem").toString();
  }

  /// Works on the system partition of a disk.
  private static void mtools(String program, Path disk, String... arguments) throws IOException {
    try (FileChannel channel = FileChannel.open(disk)) {
      long offset =
          PartitionTableReading.of(ByteSource.of(channel)).table().partitions().getFirst().offset();
      tools
          .command(program, "-i", disk + "@@" + offset)
          .with(arguments)
          .withEnvironment("MTOOLS_SKIP_CHECK", "1")
          .run();
    }
  }
}
