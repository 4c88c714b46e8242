package dev.carafe.image.uki;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.image.Oracle;
import dev.carafe.image.content.Content;
import dev.carafe.image.signing.TestKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnifiedKernelImageIT {
  private static final String OS_RELEASE = "ID=carafe\nVERSION_ID=1.0.0\n";
  private static final String COMMAND_LINE = "console=ttyS0 usrhash=" + "ab".repeat(32);
  private static final String SBAT = "sbat,1,x\ncarafe,1,Carafe,carafe,1.0.0,https://example.org\n";

  /// systemd's stub, which stands in for the kernel too: both are executables.
  private static final Path STUB = Oracle.file("usr/lib/systemd/boot/efi/linuxx64.efi.stub");

  @TempDir Path folder;
  private Path initrd;
  private Path ours;
  private Path publicKey;
  private Path signature;

  @BeforeEach
  void writeImage() throws IOException {
    initrd = Files.write(folder.resolve("initrd"), new byte[70_001]);
    ours = folder.resolve("ours.efi");
    publicKey = Files.writeString(folder.resolve("key.pem"), PcrSignature.publicKey(TestKey.KEY));
    Map<UkiSection, Content> sections =
        new EnumMap<>(
            Map.of(
                UkiSection.OS_RELEASE, Content.of(OS_RELEASE),
                UkiSection.COMMAND_LINE, Content.of(COMMAND_LINE),
                UkiSection.UNAME, Content.of("6.12.0"),
                UkiSection.PCR_KEY, Content.of(publicKey),
                UkiSection.LINUX, Content.of(STUB),
                UkiSection.INITRD, Content.of(initrd),
                UkiSection.SBAT, Content.of(SBAT)));
    write(sections);
    signature =
        Files.writeString(
            folder.resolve("signature"),
            PcrSignature.of(KernelMeasurement.of(contents()), TestKey.KEY));
    sections.put(UkiSection.PCR_SIGNATURE, Content.of(signature));
    write(sections);
  }

  private void write(Map<UkiSection, Content> sections) throws IOException {
    try (FileChannel target =
        FileChannel.open(
            ours,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      UnifiedKernelImage.write(target, Content.of(STUB), sections);
    }
  }

  private UkiContents contents() throws IOException {
    return UkiContents.of(ByteBuffer.wrap(Files.readAllBytes(ours)));
  }

  @Test
  void ukifyBuildsTheSameBytes() throws IOException {
    Path theirs = folder.resolve("theirs.efi");
    Oracle.tool("ukify")
        .run(
            "build",
            "--stub=" + STUB,
            "--linux=" + STUB,
            "--initrd=" + initrd,
            "--os-release=" + OS_RELEASE,
            "--cmdline=" + COMMAND_LINE,
            "--uname=6.12.0",
            "--sbat=" + SBAT,
            "--pcrpkey=" + publicKey,
            "--section=.pcrsig:@" + signature,
            "--output=" + theirs);
    assertThat(Files.mismatch(ours, theirs)).isEqualTo(-1);
  }

  /// Of the content of sections, which it is given one by one.
  @Test
  void systemdMeasuresTheSame() throws IOException {
    assertThat(measure("calculate"))
        .contains("\"hash\":\"" + KernelMeasurement.of(contents()) + "\"");
  }

  @Test
  void systemdSignsTheSame() throws IOException {
    Path key = folder.resolve("key");
    Files.writeString(
        key,
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(TestKey.KEY.privateKey().getEncoded())
            + "\n-----END PRIVATE KEY-----\n");
    assertThat(measure("sign", "--private-key=" + key, "--public-key=" + publicKey))
        .contains(Files.readString(signature).replace(" ", ""));
  }

  private String measure(String... more) throws IOException {
    List<String> words = new ArrayList<>(List.of(more));
    words.addAll(List.of("--bank=sha256", "--phase=:", "--json=short"));
    for (UkiContents.Section section : contents().sections()) {
      if (section.kind() == UkiSection.PCR_SIGNATURE) {
        continue;
      }
      Path file = folder.resolve(section.kind().name());
      byte[] bytes = new byte[section.size()];
      section.content().get(0, bytes);
      Files.write(file, bytes);
      words.add("-" + section.kind().sectionName().replace('.', '-') + "=" + file);
    }
    return Oracle.tool("systemd-measure").run(words.toArray());
  }

  @Test
  void ukifyFindsTheSameSections() throws IOException {
    String found = Oracle.tool("ukify").run("inspect", ours, "--json=short");
    for (UkiContents.Section section : contents().sections()) {
      assertThat(found)
          .contains(
              "\"%s\": {\"size\": %d, \"sha256\": \"%s\""
                  .formatted(section.kind().sectionName(), section.size(), section.digest()));
    }
    assertThat(found).contains("\"text\": \"" + COMMAND_LINE + "\"");
  }
}
