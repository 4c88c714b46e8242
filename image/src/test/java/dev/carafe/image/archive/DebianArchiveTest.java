package dev.carafe.image.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.image.content.DigestMismatchException;
import dev.carafe.image.content.Network;
import dev.carafe.image.content.OfflineException;
import dev.carafe.image.progress.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DebianArchiveTest {
  private static final Instant SOON = TestArchive.MADE.plus(Duration.ofDays(1));
  private static final Instant LATE = TestArchive.MADE.plus(Duration.ofDays(8));

  private final TestArchive archive = new TestArchive();
  @TempDir private Path cache;

  @AfterEach
  void stop() {
    archive.close();
  }

  private String release(Instant made, String version) {
    return archive.release(made, TestArchive.stanza("zstd", version));
  }

  private String zstdAt(Instant now, Network network) {
    return archive
        .at(now, cache, network)
        .open(Progress.SILENT)
        .named("zstd")
        .getFirst()
        .version()
        .text();
  }

  @Test
  void signedIndexIsRead() {
    archive.publish(release(TestArchive.MADE, "1.5"));

    assertThat(zstdAt(SOON, Network.ONLINE)).isEqualTo("1.5");
  }

  @Test
  void alteredSignedIndexIsRefused() {
    byte[] signed = archive.key.clearSigned(release(TestArchive.MADE, "1.5"), TestArchive.MADE);
    archive.server.put(
        "dists/trixie-security/InRelease",
        new String(signed, StandardCharsets.UTF_8)
            .replace("stable-security", "unstable-security")
            .getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> zstdAt(SOON, Network.ONLINE))
        .isInstanceOf(BadSignatureException.class);
  }

  @Test
  void alteredPackageIndexIsRefused() {
    String release = release(TestArchive.MADE, "1.5");
    byte[] evil =
        TestArchive.xz(TestArchive.stanza("zstd", "6.6").getBytes(StandardCharsets.UTF_8));
    String path =
        release
            .lines()
            .filter(line -> line.endsWith("Packages.xz"))
            .map(line -> line.strip().split(" ", -1)[0])
            .findFirst()
            .orElseThrow();
    archive.publish(release);
    archive.server.put("dists/trixie-security/main/binary-amd64/by-hash/SHA256/" + path, evil);

    assertThatThrownBy(() -> zstdAt(SOON, Network.ONLINE))
        .isInstanceOf(DigestMismatchException.class)
        .hasMessageContaining("the package index of trixie-security")
        .hasMessageContaining(path);
  }

  @Test
  void expiredIndexIsRefused() {
    archive.publish(release(TestArchive.MADE, "1.5"));

    assertThatThrownBy(() -> zstdAt(LATE, Network.ONLINE))
        .isInstanceOf(ExpiredIndexException.class)
        .hasMessageContaining("2026-11-28T00:00:00Z")
        .hasMessageContaining("2026-11-27T00:00:00Z");
  }

  @Test
  void indexThatNeverExpiresIsRefusedWhereItMust() {
    archive.publish(release(TestArchive.MADE, "1.5").replaceAll("Valid-Until: .*\n", ""));

    assertThatThrownBy(() -> zstdAt(SOON, Network.ONLINE))
        .isInstanceOf(ExpiredIndexException.class)
        .hasMessageContaining("found none");
  }

  @Test
  void indexOfTheFutureIsRefused() {
    archive.publish(release(SOON.plus(Duration.ofDays(1)), "1.5"));

    assertThatThrownBy(() -> zstdAt(SOON, Network.ONLINE)).isInstanceOf(FutureIndexException.class);
  }

  @Test
  void indexOfAnotherSuiteIsRefused() {
    archive.publish(
        release(TestArchive.MADE, "1.5")
            .replace("trixie-security", "sid")
            .replace("stable-security", "unstable"));

    assertThatThrownBy(() -> zstdAt(SOON, Network.ONLINE))
        .isInstanceOf(WrongSuiteException.class)
        .hasMessageContaining("expected suite trixie-security, found sid");
  }

  @Test
  void olderIndexThanTheOneBeforeIsPassedOver() {
    archive.publish(release(TestArchive.MADE, "1.5"));
    zstdAt(SOON, Network.ONLINE);
    archive.publish(release(TestArchive.MADE.minusSeconds(3600), "1.4"));

    assertThat(zstdAt(SOON, Network.ONLINE)).isEqualTo("1.5");
  }

  @Test
  void offlineUsesTheLastIndexWhateverItsAge() {
    archive.publish(release(TestArchive.MADE, "1.5"));
    zstdAt(SOON, Network.ONLINE);
    archive.server.close();

    assertThat(zstdAt(LATE, Network.OFFLINE)).isEqualTo("1.5");
  }

  @Test
  void offlineWithNothingCachedSaysWhatIsMissing() {
    assertThatThrownBy(() -> zstdAt(SOON, Network.OFFLINE))
        .isInstanceOf(OfflineException.class)
        .hasMessageContaining("the index of suite trixie-security");
  }

  @Test
  void flippedByteInTheCachedIndexIsMended() throws IOException {
    archive.publish(release(TestArchive.MADE, "1.5"));
    zstdAt(SOON, Network.ONLINE);
    try (Stream<Path> files = Files.walk(cache.resolve("content"))) {
      for (Path file :
          files.filter(file -> file.getFileName().toString().length() == 64).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[20] ^= 1;
        Files.write(file, bytes);
      }
    }

    assertThat(zstdAt(SOON, Network.ONLINE)).isEqualTo("1.5");
  }
}
