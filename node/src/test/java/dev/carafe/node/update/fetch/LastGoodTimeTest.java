package dev.carafe.node.update.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.host.Journal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastGoodTimeTest {
  private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = Instant.parse("2026-03-01T12:00:00.5Z");
  private static final Instant RESET = Instant.parse("1970-01-01T00:00:10Z");

  @TempDir private Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private Instant now = LATER;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("updates").resolve("last-good-time");
  }

  private LastGoodTime open() {
    return LastGoodTime.open(
        () -> now, file, BUILT, new Journal(new PrintStream(said, true, UTF_8)));
  }

  @Test
  void aClockThatGoesRightIsBelieved() {
    assertThat(open().instant()).isEqualTo(LATER);
  }

  @Test
  void itIsNeverBeforeTheImageWasBuilt() {
    now = RESET;
    assertThat(open().instant()).isEqualTo(BUILT);
  }

  @Test
  void itIsNeverBeforeMetadataWasAccepted() {
    open().accepted();
    now = RESET;
    assertThat(open().instant()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
  }

  @Test
  void whatWasAcceptedByAClockThatIsBehindChangesNothing() throws IOException {
    open().accepted();
    now = RESET;
    LastGoodTime time = open();
    time.accepted();
    assertThat(time.instant()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
    assertThat(Files.readString(file)).isEqualTo("2026-03-01T12:00:00Z\n");
  }

  @Test
  void aNoteThatSaysSomethingElseIsToldOfAndLeft() throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, "yesterday");
    now = RESET;
    assertThat(open().instant()).isEqualTo(BUILT);
    assertThat(said.toString(UTF_8)).startsWith("<4>could not read " + file + ": ");
  }

  @Test
  void whereItCannotBeKeptItHoldsAsLongAsTheAgent() throws IOException {
    Files.writeString(folder.resolve("updates"), "no folder");
    LastGoodTime time = open();
    time.accepted();
    now = RESET;
    assertThat(time.instant()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
    assertThat(said.toString(UTF_8)).contains("could not write " + file);
  }
}
