package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.cli.keys.KeyFolder;
import dev.carafe.cli.node.RunContext;
import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.disk.gpt.PartitionTableReading;
import dev.carafe.image.BuiltImage;
import dev.carafe.image.SecureBoot;
import dev.carafe.image.archive.PackageRequest;
import dev.carafe.image.content.Content;
import dev.carafe.image.signing.SigningKey;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.image.uki.Authenticode;
import dev.carafe.image.uki.KernelMeasurement;
import dev.carafe.image.uki.PcrSignature;
import dev.carafe.image.uki.Sbat;
import dev.carafe.image.uki.UkiContents;
import dev.carafe.image.uki.UkiSection;
import dev.carafe.image.uki.UnifiedKernelImage;
import dev.carafe.lab.Acceleration;
import dev.carafe.lab.LabTools;
import dev.carafe.lab.Machine;
import dev.carafe.lab.MachineSpec;
import dev.carafe.lab.Ports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A data partition that a machine's TPM opens to kernel images of one key, on a machine whose
/// firmware believes what it did.
@LongTest
class SealedDataIT {
  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final Pattern STAYS_SHUT =
      Pattern.compile("Failed to start .*Data Partition Opened by the TPM");

  private static final String USER_DATA =
      "[settings.firewall]\nallow = [{ ports = [%d] }]\n".formatted(Observer.GUEST_PORT);

  private static final String HEADER =
      "head -c 65536 /dev/disk/by-partlabel/carafe-data | tr -d '\\0'";

  @TempDir static Path work;

  private static SecureBoot keys;
  private static SecureBoot others;
  private static BuiltImage image;
  private static ToolsTree tools;
  private static Path disk;
  private static int shell;
  private static int api;
  private static RunContext context;
  private static MachineSpec spec;

  @BeforeAll
  static void build() throws IOException {
    KeyFolder folder = made("keys");
    keys = folder.forBuild();
    others = made("others").forBuild();
    Workshop workshop = ObservedVariant.workshop(work);
    image = workshop.build("sealed-observed", Optional.of(keys));
    List<PackageRequest> packages = new ArrayList<>(LabTools.WITH_TPM);
    packages.add(PackageRequest.of("mtools"));
    packages.add(PackageRequest.of("systemd-boot-efi"));
    tools = workshop.tools(packages);
    disk = work.resolve("disk.qcow2");
    shell = Ports.free();
    api = Ports.free();
    context = new RunContext("run", work.resolve("config"));
    spec =
        MachineSpec.of(
                image.disk(),
                context.amended(USER_DATA, Instant.now()),
                Map.of(shell, Observer.GUEST_PORT, api, RunContext.PORT))
            .withDisk(disk)
            .withSecureBoot(folder.forMachine())
            .withTpm();
  }

  private static KeyFolder made(String name) {
    KeyFolder folder = new KeyFolder(work.resolve(name));
    folder.make(name, Duration.ofDays(10), Instant.now());
    return folder;
  }

  /// The power is cut each time: what the TPM remembers is on its own disk.
  @Test
  void theTpmOpensTheDataToReleasesOfOneKeyOnAMachineThatBelievesTheSame() throws IOException {
    try (Machine machine = start("first")) {
      Observer observer = opened(machine);
      assertThat(observer.run(HEADER))
          .startsWith("LUKS")
          .contains("\"systemd-tpm2\"", "\"tpm2-pcrs\":[7]", "\"tpm2_pubkey_pcrs\":[11]");
      observer.await(
          machine, "cat /sys/class/tpm/tpm0/pcr-sha256/11", afterStart(), Duration.ofMinutes(1));
      provesItsStart(machine);
      observer.run("echo kept >/var/kept; sync");
    }
    setKernel(release("another-release", policyKey(keys)));
    try (Machine machine = start("updated")) {
      Observer observer = opened(machine);
      assertThat(observer.run("cat /proc/cmdline")).contains("another-release");
      assertThat(observer.run("cat /var/kept")).isEqualTo("kept");
    }
    setKernel(release("of-another-key", policyKey(others)));
    staysShut("another key");
    setKernel(release("another-release", policyKey(keys)));
    believeMore();
    staysShut("other firmware");
  }

  private static Observer opened(Machine machine) {
    Observer observer = Observer.await(machine, shell, PATIENCE);
    observer.await(machine, "cat /proc/mounts", "/dev/mapper/carafe-data /var ext4", PATIENCE);
    return observer;
  }

  /// By its image and the certificate that its firmware believes, and by no others.
  private static void provesItsStart(Machine machine) throws IOException {
    context.establish(
        api,
        machine.await(
            "the fingerprint", PATIENCE, () -> RunContext.fingerprint(machine.console())));
    String mine = work.resolve("keys/db.pem").toString();
    String key = work.resolve("attestation-key.pem").toString();
    String kernel = image.kernel().toString();
    String other = work.resolve("other.efi").toString();
    Files.write(Path.of(other), release("another-release", policyKey(keys)));
    assertThat(attest(0, "--image", kernel, "--certificate", mine, "--save-key", key))
        .contains("ok      kernel image: register 11 is ", "(after sysinit)")
        .contains("ok      Secure Boot: on", "ok      started by: CN=keys db");
    assertThat(attest(4, "--image", other, "--certificate", mine, "--key", key))
        .contains("ok      key: ", "failed  kernel image: found ", "1 of the checks above failed");
    String theirs = work.resolve("others/db.pem").toString();
    assertThat(attest(4, "--image", kernel, "--certificate", theirs))
        .contains("failed  started by: found CN=keys db", "1 of the checks above failed");
  }

  private static String attest(int code, String... options) {
    List<String> words = new ArrayList<>(List.of("node", "attest"));
    words.addAll(List.of(options));
    words.addAll(List.of("--config", context.folder().toString()));
    StringWriter said = new StringWriter();
    assertThat(
            Main.commandLine()
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute(words.toArray(String[]::new)))
        .as(said.toString())
        .isEqualTo(code);
    return said.toString();
  }

  /// What the register holds once the system needs the secret no more, as sysfs writes it.
  private static String afterStart() throws IOException {
    Sha256 measured = KernelMeasurement.of(contents());
    return KernelMeasurement.extended(measured, Sha256.of("sysinit"))
        .hex()
        .toUpperCase(Locale.ROOT);
  }

  private static void staysShut(String name) throws IOException {
    try (Machine machine = start(name)) {
      machine.awaitConsole(STAYS_SHUT, PATIENCE);
    }
  }

  private static Machine start(String name) throws IOException {
    return Machine.start(tools, spec, Acceleration.EMULATION, work.resolve("machine-" + name));
  }

  private static UkiContents contents() throws IOException {
    return UkiContents.of(ByteBuffer.wrap(Files.readAllBytes(image.kernel())));
  }

  private static SigningKey policyKey(SecureBoot with) {
    return with.policyKey().orElseThrow();
  }

  /// The kernel image with one more word in its command line, signed for this firmware.
  private static byte[] release(String word, SigningKey policyKey) throws IOException {
    Map<UkiSection, Content> sections = new EnumMap<>(UkiSection.class);
    for (UkiContents.Section section : contents().sections()) {
      byte[] bytes = new byte[section.size()];
      section.content().get(0, bytes);
      sections.put(section.kind(), Content.of(bytes));
    }
    String commandLine = contents().text(UkiSection.COMMAND_LINE).orElseThrow();
    sections.put(UkiSection.COMMAND_LINE, Content.of(commandLine + " " + word));
    sections.put(UkiSection.SBAT, Content.of(Sbat.ofKernel(Workshop.VERSION)));
    sections.put(UkiSection.PCR_KEY, Content.of(PcrSignature.publicKey(policyKey)));
    UkiContents unsigned = UkiContents.of(ByteBuffer.wrap(written(sections)));
    String signature = PcrSignature.of(KernelMeasurement.of(unsigned), policyKey);
    sections.put(UkiSection.PCR_SIGNATURE, Content.of(signature));
    return Authenticode.signed(word, written(sections), keys.key());
  }

  private static byte[] written(Map<UkiSection, Content> sections) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Path stub = tools.file("usr/lib/systemd/boot/efi/linuxx64.efi.stub");
    UnifiedKernelImage.write(Channels.newChannel(bytes), Content.of(stub), sections);
    return bytes.toByteArray();
  }

  /// Puts it in the place of all that the disk has.
  private static void setKernel(byte[] kernel) throws IOException {
    Path raw = work.resolve("disk.raw");
    convert("qcow2", disk, "raw", raw);
    Path file = Files.write(work.resolve("kernel.efi"), kernel);
    mtools("mdel", raw, "::/EFI/Linux/*");
    mtools("mcopy", raw, file.toString(), "::/EFI/Linux/kernel.efi");
    convert("raw", raw, "qcow2", disk);
    Files.delete(raw);
  }

  private static void convert(String from, Path source, String to, Path target) {
    tools
        .command("qemu-img", "convert", "-q", "-f", from, "-O", to)
        .with(source.toString(), target.toString())
        .run();
  }

  /// The firmware believes somebody else too: register 7 is another.
  private static void believeMore() {
    tools
        .command("virt-fw-vars", "--inplace", disk + ".variables")
        .with("--add-db", UUID.randomUUID().toString(), work.resolve("others/db.pem").toString())
        .run();
  }

  /// Works on the system partition of a disk.
  private static void mtools(String program, Path raw, String... arguments) throws IOException {
    try (FileChannel channel = FileChannel.open(raw)) {
      long offset =
          PartitionTableReading.of(ByteSource.of(channel)).table().partitions().getFirst().offset();
      tools
          .command(program, "-i", raw + "@@" + offset)
          .with(arguments)
          .withEnvironment("MTOOLS_SKIP_CHECK", "1")
          .run();
    }
  }
}
