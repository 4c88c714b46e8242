package dev.carafe.node.update.fetch;

import static dev.carafe.node.update.fetch.WebFolderTest.PACE;
import static dev.carafe.node.update.fetch.WebFolderTest.WAY;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.node.metadata.FakeWaiting;
import dev.carafe.node.update.FailedUpdateException;
import dev.carafe.node.web.FakeWebServer;
import dev.carafe.trust.tuf.Pace;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RemoteFileTest {
  private static final String TEXT = "0123456789abcdefghij";

  private final FilesOnline one = files();
  private final FilesOnline two = files();
  private final FakeWebServer first = new FakeWebServer(one);
  private final FakeWebServer second = new FakeWebServer(two);
  private final FakeWaiting waiting = new FakeWaiting();
  private RemoteFile file = file(PACE);

  private static FilesOnline files() {
    return new FilesOnline().with("file", TEXT.getBytes(US_ASCII));
  }

  /// @param pace that the first server must keep
  private RemoteFile file(Pace pace) {
    List<WebFolder> folders =
        List.of(
            new WebFolder(first.base().toString(), "", WAY, pace),
            new WebFolder(second.base().toString(), "", WAY, PACE));
    return new RemoteFile(
        "file",
        new Servers("file", folders, waiting),
        new RateLimit(OptionalLong.empty(), waiting));
  }

  @AfterEach
  void closeServers() {
    file.close();
    first.close();
    second.close();
  }

  private String read(int from, int size, int until) {
    ByteBuffer target = ByteBuffer.allocate(size);
    file.read(target, from, until);
    return new String(target.array(), US_ASCII);
  }

  private static List<String> ranges(FakeWebServer server) {
    return server.seen().stream().map(seen -> seen.field("Range")).toList();
  }

  @Test
  void whatIsReadWithoutAGapIsOneRequest() {
    assertThat(read(2, 3, 10)).isEqualTo("234");
    assertThat(read(5, 5, 10)).isEqualTo("56789");
    assertThat(ranges(first)).containsExactly("bytes=2-9");
  }

  @Test
  void behindAGapIsAnother() {
    assertThat(read(2, 3, 5)).isEqualTo("234");
    assertThat(read(10, 4, 14)).isEqualTo("abcd");
    assertThat(ranges(first)).containsExactly("bytes=2-4", "bytes=10-13");
  }

  @Test
  void aPartThatBreaksOffIsGoneOnWithWhereItWas() {
    one.breakingOffAfter(4);
    assertThat(read(2, 10, 12)).isEqualTo("23456789ab");
    assertThat(ranges(first)).containsExactly("bytes=2-11", "bytes=6-11", "bytes=10-11");
    assertThat(ranges(second)).isEmpty();
    assertThat(waiting.pauses()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
  }

  @Test
  void aServerWithoutPartsIsReadOnceAndInOrder() {
    one.withoutRanges();
    assertThat(read(2, 3, 20)).isEqualTo("234");
    assertThat(read(5, 15, 20)).isEqualTo("56789abcdefghij");
    assertThat(ranges(first)).hasSize(1);
  }

  @Test
  void aServerThatFailsAgainAndAgainIsLeftForTheNext() {
    one.spoil(_ -> FakeWebServer.answer("503 Service Unavailable", ""));
    assertThat(read(2, 3, 5)).isEqualTo("234");
    assertThat(ranges(first)).hasSize(4);
    assertThat(waiting.pauses())
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
  }

  @Test
  void aFileThatVanishesInTheMiddleIsReadOnFromTheNextServer() {
    assertThat(read(2, 3, 5)).isEqualTo("234");
    one.without("file");
    assertThat(read(8, 3, 11)).isEqualTo("89a");
    assertThat(ranges(second)).containsExactly("bytes=8-10");
    assertThat(waiting.pauses()).isEmpty();
  }

  @Test
  void aServerThatGivesSomethingElseIsNotAskedAgain() {
    assertThat(read(2, 3, 10)).isEqualTo("234");
    assertThat(file.distrust()).isTrue();
    assertThat(read(2, 3, 10)).isEqualTo("234");
    assertThat(ranges(first)).hasSize(1);
    assertThat(ranges(second)).containsExactly("bytes=2-9");
    assertThat(file.distrust()).isFalse();
  }

  @Test
  void aServerThatIsTooSlowIsLeftAtOnce() {
    file = file(new Pace(1, Duration.ofMillis(50)));
    one.spoil(_ -> FakeWebServer.SILENCE);
    assertThat(read(2, 3, 5)).isEqualTo("234");
    assertThat(waiting.pauses()).isEmpty();
  }

  @Test
  void whereNobodyGivesItEachIsNamedWithWhatItSaid() {
    one.without("file");
    two.breakingOffAfter(0);
    assertThatThrownBy(() -> read(2, 3, 5))
        .isInstanceOf(FailedUpdateException.class)
        .hasMessageStartingWith(
            "could not fetch file: "
                + first.base()
                + ": file: the server answers with status 404; "
                + second.base()
                + ": ");
  }

  @Test
  void aFileThatEndsTooEarlyIsTriedElsewhere() {
    one.with("file", "01234".getBytes(US_ASCII));
    assertThat(read(2, 10, 12)).isEqualTo("23456789ab");
    assertThat(ranges(second)).containsExactly("bytes=5-11");
  }

  @Test
  void whoIsInterruptedDoesNotGoOn() {
    one.spoil(_ -> FakeWebServer.answer("503 Service Unavailable", ""));
    waiting.atPause(() -> Thread.currentThread().interrupt());
    assertThatThrownBy(() -> read(2, 3, 5))
        .isInstanceOf(FailedUpdateException.class)
        .hasMessage("could not go on with the update: the agent stops");
    assertThat(Thread.interrupted()).isTrue();
  }
}
