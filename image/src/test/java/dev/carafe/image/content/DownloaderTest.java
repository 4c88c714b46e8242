package dev.carafe.image.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.progress.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DownloaderTest {
  private static final List<Duration> NO_PAUSE = List.of(Duration.ZERO, Duration.ZERO);
  private static final Progress.Task SILENT = Progress.SILENT.begin("", 0, Progress.Unit.BYTES);

  private final byte[] content = content();
  private final FileServer server = new FileServer().put("file", content);
  @TempDir private Path root;

  private static byte[] content() {
    byte[] content = new byte[200_000];
    new Random(1).nextBytes(content);
    return content;
  }

  private Downloader downloader(Network network) {
    return new Downloader(new ContentCache(root), network, NO_PAUSE);
  }

  private Download download() {
    return new Download("thing 1.0", server.uri("file"), Sha256.of(content), content.length);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void fetchesOnceAndFindsItThen() throws IOException {
    Path file = downloader(Network.ONLINE).fetch(download(), SILENT);
    assertThat(file).hasBinaryContent(content);

    assertThat(downloader(Network.OFFLINE).fetch(download(), SILENT)).isEqualTo(file);
    assertThat(server.requests()).containsExactly("file");
  }

  @Test
  void networkLostInTheMiddleResumesWhereItStopped() {
    server.cutAfter(70_000).cutAfter(50_000);

    assertThat(downloader(Network.ONLINE).fetch(download(), SILENT)).hasBinaryContent(content);
    assertThat(server.requests()).hasSize(3);
    assertThat(server.requests().get(1)).startsWith("file from ");
  }

  @Test
  void whatAnEarlierRunLeftIsTakenUp() throws IOException {
    leavePart(0, 120_000);

    assertThat(downloader(Network.ONLINE).fetch(download(), SILENT)).hasBinaryContent(content);
    assertThat(server.requests()).containsExactly("file from 120000");
  }

  @Test
  void wrongPartOfAnEarlierRunIsFetchedAnew() throws IOException {
    leavePart(1, 120_001);

    assertThat(downloader(Network.ONLINE).fetch(download(), SILENT)).hasBinaryContent(content);
    assertThat(server.requests()).containsExactly("file from 120000", "file");
  }

  @Test
  void serverWithoutRangesStartsAnew() throws IOException {
    leavePart(0, 120_000);
    server.withoutRanges();

    assertThat(downloader(Network.ONLINE).fetch(download(), SILENT)).hasBinaryContent(content);
  }

  private void leavePart(int from, int to) throws IOException {
    Path part = new ContentCache(root).part(Sha256.of(content));
    Files.createDirectories(part.getParent());
    Files.write(part, Arrays.copyOfRange(content, from, to));
  }

  @Test
  void aServerThatAnswersIsReachedWhateverItSays() {
    assertThat(downloader(Network.ONLINE).reaches(server.uri("nothing"))).isTrue();
    URI nobody = URI.create("http://127.0.0.1:1/");
    assertThat(downloader(Network.ONLINE).reaches(nobody)).isFalse();
  }

  @Test
  void networkThatIsNeverBackIsAnErrorWithBothSizes() {
    server.cutAfter(0).cutAfter(0).cutAfter(0);

    assertThatThrownBy(() -> downloader(Network.ONLINE).fetch(download(), SILENT))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining(server.uri("file").toString());
    assertThat(finished()).isEmpty();
  }

  @Test
  void truncatedFileOnTheServerIsRefused() {
    server.put("file", Arrays.copyOf(content, 1000));

    assertThatThrownBy(() -> downloader(Network.ONLINE).fetch(download(), SILENT))
        .isInstanceOf(DownloadException.class);
    assertThat(finished()).isEmpty();
  }

  @Test
  void longerFileOnTheServerIsRefused() {
    server.put("file", Arrays.copyOf(content, content.length + 1));

    assertThatThrownBy(() -> downloader(Network.ONLINE).fetch(download(), SILENT))
        .isInstanceOf(SizeMismatchException.class)
        .hasMessageContaining("expected 200000 bytes");
    assertThat(finished()).isEmpty();
  }

  @Test
  void alteredFileOnTheServerIsRefusedWithBothDigests() {
    byte[] altered = content.clone();
    altered[5] ^= 1;
    server.put("file", altered);

    assertThatThrownBy(() -> downloader(Network.ONLINE).fetch(download(), SILENT))
        .isInstanceOf(DigestMismatchException.class)
        .hasMessageContaining("thing 1.0")
        .hasMessageContaining(server.uri("file").toString())
        .hasMessageContaining(Sha256.of(content).hex())
        .hasMessageContaining(Sha256.of(altered).hex());
    assertThat(finished()).isEmpty();
  }

  @Test
  void missingFileIsNotAskedForTwice() {
    Download missing =
        new Download("other", server.uri("other"), Sha256.of("other"), content.length);

    assertThatThrownBy(() -> downloader(Network.ONLINE).fetch(missing, SILENT))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("expected status 200, found 404");
    assertThat(server.requests()).containsExactly("other");
  }

  @Test
  void offlineNamesEverythingThatIsMissing() {
    Download other = new Download("other 2", server.uri("other"), Sha256.of("other"), 5);

    assertThatThrownBy(() -> downloader(Network.OFFLINE).demandWithin(List.of(download(), other)))
        .isInstanceOf(OfflineException.class)
        .hasMessageContaining("thing 1.0, other 2");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void flippedByteInTheCacheIsMended() throws IOException {
    Path file = downloader(Network.ONLINE).fetch(download(), SILENT);
    byte[] flipped = content.clone();
    flipped[100_000] ^= 0x40;
    Files.write(file, flipped, StandardOpenOption.WRITE);

    assertThat(downloader(Network.ONLINE).fetch(download(), SILENT)).hasBinaryContent(content);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void twoBuildsAtOnceFetchOnce() throws Exception {
    List<Future<Path>> fetched = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 8; i++) {
        fetched.add(threads.submit(() -> downloader(Network.ONLINE).fetch(download(), SILENT)));
      }
    }

    for (Future<Path> file : fetched) {
      assertThat(file.get()).hasBinaryContent(content);
    }
    assertThat(server.requests()).hasSize(1);
  }

  private List<Path> finished() {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.getFileName().toString().length() == 64).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
