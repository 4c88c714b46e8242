package dev.carafe.node.update.fetch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.node.web.FakeWebServer;
import dev.carafe.node.web.WayOut;
import dev.carafe.trust.tuf.Pace;
import dev.carafe.trust.tuf.SlowRetrievalException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebFolderTest {
  static final WayOut WAY = new WayOut(Optional.empty(), List.of(), Path.of("/nowhere"));
  static final Pace PACE = new Pace(1, Duration.ofSeconds(20));

  private final FilesOnline files =
      new FilesOnline().with("a/file", "0123456789".getBytes(US_ASCII));
  private final FakeWebServer server = new FakeWebServer(files);

  @AfterEach
  void closeServer() {
    server.close();
  }

  private WebFolder folder(String query) {
    return new WebFolder(server.base() + "a", query, WAY, PACE);
  }

  private static String text(InputStream in) throws IOException {
    try (in) {
      return new String(in.readAllBytes(), US_ASCII);
    }
  }

  @Test
  void aFileIsReadWithTheQueryThatBelongsToTheFolder() throws IOException {
    assertThat(text(folder("version=1.2.0&seed=7").open("file"))).isEqualTo("0123456789");
    assertThat(server.seen()).hasToString("[GET /a/file?version=1.2.0&seed=7]");
    assertThat(server.seen().getFirst().field("Range")).isEmpty();
  }

  @Test
  void aSlashAtTheEndOfTheAddressMakesNoDifference() throws IOException {
    WebFolder folder = new WebFolder(server.base() + "a/", "", WAY, PACE);
    assertThat(text(folder.open("file"))).isEqualTo("0123456789");
    assertThat(server.seen()).hasToString("[GET /a/file]");
  }

  @Test
  void aPartIsAskedForAndRead() throws IOException {
    assertThat(text(folder("").open("file", 3, 7))).isEqualTo("3456");
    assertThat(server.seen().getFirst().field("Range")).isEqualTo("bytes=3-6");
  }

  @Test
  void whatAServerWithoutPartsSendsBeforeIsPassedOver() throws IOException {
    files.withoutRanges();
    assertThat(text(folder("").open("file", 3, 7))).isEqualTo("3456789");
  }

  @Test
  void aServerWithoutPartsWhoseFileIsTooShortIsFoundOut() {
    files.withoutRanges();
    assertThatThrownBy(() -> folder("").open("file", 12, 15))
        .isInstanceOf(EOFException.class)
        .hasMessage("file ends 2 bytes too early");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bytes 4-6/10 | the server leaves out 1 bytes of file that were asked for
          3-6/10       | the server sends a part, and says '3-6/10' of where it begins
          bytes */10   | the server sends a part, and says 'bytes */10' of where it begins
          """)
  void aPartThatBeginsElsewhereIsRefused(String range, String why) {
    files.spoil(answer -> answer.replace("bytes 3-6/10", range));
    assertThatThrownBy(() -> folder("").open("file", 3, 7))
        .isInstanceOf(IOException.class)
        .hasMessage(why);
  }

  @Test
  void aPartThatBeginsEarlierIsTaken() throws IOException {
    files.spoil(answer ->
        FakeWebServer.answer("206 Partial Content", "123456", "Content-Range: bytes 1-6/10"));
    assertThat(text(folder("").open("file", 3, 7))).isEqualTo("3456");
  }

  @Test
  void aFileThatIsMissingIsAnErrorOfItsOwn() {
    assertThatThrownBy(() -> folder("").open("other"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage("other: the server answers with status 404");
  }

  @ParameterizedTest
  @ValueSource(strings = {"403 Forbidden", "410 Gone"})
  void whatMayNotBeReadIsMissing(String status) {
    files.spoil(_ -> FakeWebServer.answer(status, ""));
    assertThatThrownBy(() -> folder("").open("file")).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void anyOtherStatusIsAFailure() {
    files.spoil(_ -> FakeWebServer.answer("503 Service Unavailable", "later"));
    assertThatThrownBy(() -> folder("").open("file"))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(NoSuchFileException.class)
        .hasMessage("the server answers with status 503 for file");
  }

  @Test
  void anAnswerThatBreaksOffIsNone() {
    files.breakingOffAfter(4);
    assertThatThrownBy(() -> text(folder("").open("file")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Premature EOF");
  }

  @Test
  void aServerThatSaysNothingIsTooSlow() {
    files.spoil(_ -> FakeWebServer.SILENCE);
    WebFolder impatient =
        new WebFolder(server.base() + "a", "", WAY, new Pace(1, Duration.ofMillis(50)));
    assertThatThrownBy(() -> impatient.open("file"))
        .isInstanceOf(SlowRetrievalException.class)
        .hasMessage("file comes too slowly: 0 bytes in 0.05 s, expected 1 at least");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost:8080", "ftp://example.com", "http://", "http://a/?b=c", "http://a b"})
  void whatIsNoAddressOfAFolderIsSaid(String base) {
    WebFolder folder = new WebFolder(base, "", WAY, PACE);
    assertThatThrownBy(() -> folder.open("file"))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "expected an address that begins with http:// or https:// and has no '?', found "
                + base);
  }
}
