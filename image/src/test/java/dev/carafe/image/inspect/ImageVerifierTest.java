package dev.carafe.image.inspect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.disk.gpt.Partition;
import dev.carafe.image.inspect.Finding.Damaged;
import dev.carafe.image.inspect.Finding.Intact;
import dev.carafe.image.signing.TestKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageVerifierTest {
  private static final int ESP = 0;
  private static final int USR = 1;
  private static final int VERITY = 2;

  private static final String OF_KERNEL = "/usr of " + TestImage.KERNEL;

  @TempDir Path folder;

  private Path image() throws IOException {
    return TestImage.in(folder).write("image");
  }

  private static List<Damaged> damage(Path image) throws IOException {
    return ImageVerifier.verify(image).stream()
        .filter(Damaged.class::isInstance)
        .map(Damaged.class::cast)
        .toList();
  }

  private static List<Damaged> damageAfterFlip(Path image, int index, long at) throws IOException {
    Partition partition = ImageInspector.inspect(image).partitions().get(index);
    TestImage.flip(image, partition, at);
    return damage(image);
  }

  @Test
  void soundImageIsIntactInAllParts() throws IOException {
    assertThat(ImageVerifier.verify(image()))
        .hasOnlyElementsOfType(Intact.class)
        .extracting(Finding::part)
        .containsExactly(
            "partition table",
            "system partition",
            "boot loader",
            "kernel " + TestImage.KERNEL,
            OF_KERNEL);
  }

  @Test
  void itIsSaidWhoSignedTheBootFiles() throws IOException {
    Path image = TestImage.in(folder).signedBy(TestKey.KEY).write("image");
    assertThat(ImageVerifier.verify(image))
        .contains(new Intact("boot loader", "signed by CN=test"))
        .anySatisfy(finding -> assertThat(finding.toString()).contains(", signed by CN=test"));
    Path other = TestImage.in(folder).write("other");
    assertThat(ImageVerifier.verify(other)).contains(new Intact("boot loader", "not signed"));
  }

  @Test
  void alteredKernelDoesNotHaveItsSignature() throws IOException {
    Path image = TestImage.in(folder).signedBy(TestKey.KEY).write("image");
    alter(image, "6.12.0", "6.12.1");
    assertThat(damage(image))
        .containsExactly(
            new Damaged(
                "kernel " + TestImage.KERNEL,
                "could not believe %s: its signature is of other bytes"
                    .formatted(TestImage.KERNEL)));
  }

  private static void alter(Path image, String from, String to) throws IOException {
    String bytes = Files.readString(image, ISO_8859_1);
    Files.writeString(image, bytes.replace(from, to), ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "5000,1", "32767,7"})
  void flippedBitOfUsrNamesItsBlock(long at, long block) throws IOException {
    assertThat(damageAfterFlip(image(), USR, at))
        .containsExactly(
            new Damaged(OF_KERNEL, "block %d of the data is damaged".formatted(block)));
  }

  @Test
  void flippedBitOfTheTreeIsAnotherRoot() throws IOException {
    assertThat(damageAfterFlip(image(), VERITY, 4096))
        .singleElement()
        .extracting(Damaged::why)
        .asString()
        .startsWith("expected root hash ");
  }

  @Test
  void flippedBitOfTheAllocationTableDamagesThePartition() throws IOException {
    assertThat(damageAfterFlip(image(), ESP, 32 * 512 + 40))
        .extracting(Damaged::part)
        .startsWith("system partition");
  }

  @Test
  void flippedBitOfTheTableIsFoundThoughTheBackupIsRead() throws IOException {
    Path image = image();
    Partition start = ImageInspector.inspect(image).partitions().getFirst();
    TestImage.flip(image, start, 1024 - start.offset());
    assertThat(damage(image))
        .containsExactly(new Damaged("partition table", damage(image).getFirst().why()));
  }

  @Test
  void usrThatBelongsToAnotherKernelIsMissing() throws IOException {
    Path image = TestImage.in(folder).withCommandLine("usrhash=" + "0".repeat(64)).write("image");
    assertThat(damage(image))
        .singleElement()
        .isEqualTo(
            new Damaged(
                OF_KERNEL,
                "could not read the image: expected a partition of type usr-x86-64 with"
                    + " 00000000-0000-0000-0000-000000000000, found none"));
  }

  @Test
  void whateverBitIsFlippedIsToldNotThrown() throws IOException {
    Path image = image();
    List<Partition> partitions = ImageInspector.inspect(image).partitions();
    Random random = new Random(11);
    for (int attempt = 0; attempt < 90; attempt++) {
      Partition partition = partitions.get(attempt % 3);
      long at = random.nextInt(attempt % 2 == 0 ? 200 : 20_000);
      TestImage.flip(image, partition, at);
      assertThat(ImageVerifier.verify(image)).hasSizeGreaterThanOrEqualTo(3);
      TestImage.flip(image, partition, at);
    }
  }

  @Test
  void otherFileHasNoPartitionTable() throws IOException {
    Path file = Files.write(folder.resolve("other"), new byte[100_000]);
    assertThat(damage(file)).extracting(Damaged::part).containsExactly("partition table");
  }
}
