package dev.carafe.node.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.host.Journal;
import dev.carafe.node.http.LineStream;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class RecorderTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int SIZE = 256 << 10;

  @TempDir private Path folder;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private Recorder recorder(UUID boot, boolean hasDisk) {
    Journal journal = new Journal(new PrintStream(said, true, StandardCharsets.UTF_8));
    return new Recorder(folder.resolve("ring"), SIZE, () -> hasDisk, boot, journal);
  }

  private static Json text(String text) {
    return Json.object().with("text", text).build();
  }

  private interface Work {
    void with(Recorder recorder) throws IOException, InterruptedException;
  }

  /// A boot in which something is recorded, and whose power is cut when that is on the disk.
  private void boot(long number, Work work) throws IOException, InterruptedException {
    Recorder recorder = recorder(new UUID(0, number), true);
    Thread thread = Thread.ofPlatform().start(recorder::run);
    work.with(recorder);
    recorder.recordAndWait(EntryKind.VITALS, text("end of " + number), LIMIT);
    thread.interrupt();
    thread.join();
  }

  private static List<String> read(Recorder recorder, EntryQuery query)
      throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    boolean there =
        new RecordedEntries(recorder)
            .read(query, line -> lines.add(new String(line, StandardCharsets.UTF_8)));
    return there ? lines : List.of("none");
  }

  private static List<String> texts(List<String> lines) {
    return lines.stream()
        .map(line ->
            ((Json.Struct) ((Json.Struct) JsonReader.read(line)).member("data").orElseThrow())
                .text("text")
                .orElse("?"))
        .toList();
  }

  @Test
  void anEarlierBootIsReadInALaterOne() throws IOException, InterruptedException {
    boot(
        1,
        recorder -> {
          recorder.record(EntryKind.KERNEL, text("one"));
          recorder.recordUrgently(EntryKind.ACT, text("two"));
        });
    boot(2, recorder -> recorder.record(EntryKind.KERNEL, text("three")));
    boot(
        3,
        recorder -> {
          recorder.recordAndWait(EntryKind.KERNEL, text("four"), LIMIT);
          OptionalInt all = OptionalInt.empty();
          assertThat(texts(read(recorder, EntryQuery.ofBoot(0, all)))).containsExactly("four");
          assertThat(texts(read(recorder, EntryQuery.ofBoot(-1, all))))
              .containsExactly("three", "end of 2");
          assertThat(texts(read(recorder, EntryQuery.ofBoot(-2, all))))
              .containsExactly("one", "two", "end of 1");
          assertThat(texts(read(recorder, EntryQuery.ofBoot(-2, OptionalInt.of(2)))))
              .containsExactly("two", "end of 1");
          assertThat(read(recorder, EntryQuery.ofBoot(-2, OptionalInt.of(0)))).isEmpty();
          assertThat(read(recorder, EntryQuery.ofBoot(-3, all))).containsExactly("none");
          EntryQuery acts =
              new EntryQuery(
                  -2, Optional.empty(), Optional.empty(), Optional.of(EntryKind.ACT), all);
          assertThat(texts(read(recorder, acts))).containsExactly("two");
          assertThat(recorder.last(EntryKind.KERNEL)).contains("{\"text\":\"four\"}");
        });
  }

  @Test
  void timeIsCountedFromNowOrFromTheEnd() throws IOException, InterruptedException {
    boot(
        1,
        recorder -> {
          recorder.recordAndWait(EntryKind.KERNEL, text("one"), LIMIT);
          Thread.sleep(30);
          Instant then = Instant.now().truncatedTo(ChronoUnit.MILLIS);
          recorder.recordAndWait(EntryKind.KERNEL, text("two"), LIMIT);
          EntryQuery since =
              new EntryQuery(
                  0, Optional.of(then), Optional.empty(), Optional.empty(), OptionalInt.empty());
          assertThat(texts(read(recorder, since))).containsExactly("two");
          EntryQuery last =
              new EntryQuery(
                  0,
                  Optional.empty(),
                  Optional.of(Duration.ofMillis(10)),
                  Optional.empty(),
                  OptionalInt.empty());
          assertThat(texts(read(recorder, last))).containsExactly("two");
        });
  }

  @Test
  void aLineSaysWhatWhenAndInWhichBoot() throws IOException, InterruptedException {
    boot(
        7,
        recorder -> {
          recorder.recordAndWait(EntryKind.KERNEL, text("a\nb"), LIMIT);
          String line = read(recorder, EntryQuery.ofBoot(0, OptionalInt.empty())).getFirst();
          assertThat(line).endsWith(",\"data\":{\"text\":\"a\\nb\"}}\n");
          assertThat(((Json.Struct) JsonReader.read(line)).members())
              .containsOnlyKeys("sequence", "time", "since_start_ms", "boot", "kind", "data")
              .containsEntry("kind", Json.of("kernel"))
              .containsEntry("boot", Json.of("00000000-0000-0000-0000-000000000007"));
        });
  }

  @Test
  void whatIsTooLongIsCutAndStillJson() throws IOException, InterruptedException {
    boot(
        1,
        recorder -> {
          recorder.recordAndWait(EntryKind.KERNEL, text("\u0001€".repeat(5000)), LIMIT);
          assertThat(recorder.last(EntryKind.KERNEL).orElse("")).startsWith("{\"cut\":\"{");
        });
  }

  @Test
  void nobodyWaitsForADiskAndWhatHasNoRoomIsCounted() throws IOException, InterruptedException {
    Recorder recorder = recorder(new UUID(0, 1), true);
    for (int i = 0; i < 3000; i++) {
      recorder.record(EntryKind.KERNEL, text("x"));
    }
    Thread thread = Thread.ofPlatform().start(recorder::run);
    while (recorder.last(EntryKind.GAP).isEmpty()) {
      Thread.sleep(1);
    }
    assertThat(recorder.last(EntryKind.GAP)).contains("{\"left_out\":1976}");
    thread.interrupt();
    thread.join();
  }

  @Test
  void withoutADataPartitionNothingIsRecordedAndThatIsSaid() throws InterruptedException {
    Recorder recorder = recorder(new UUID(0, 1), false);
    Thread thread = Thread.ofPlatform().start(recorder::run);
    recorder.recordAndWait(EntryKind.KERNEL, text("x"), LIMIT);
    assertThat(recorder.last(EntryKind.KERNEL)).isEmpty();
    assertThat(folder.resolve("ring")).doesNotExist();
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("there is no data partition");
    thread.interrupt();
    thread.join();
  }

  @Test
  void aFileThatCannotBeMadeHindersNobody() throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("ring"));
    Recorder recorder = recorder(new UUID(0, 1), true);
    Thread thread = Thread.ofPlatform().start(recorder::run);
    recorder.recordAndWait(EntryKind.KERNEL, text("x"), LIMIT);
    assertThat(said.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .startsWith("<4>the flight recorder does not record: ");
    thread.interrupt();
    thread.join();
  }

  @Test
  void aReaderThatLeavesHindersNobody() throws IOException, InterruptedException {
    boot(
        1,
        recorder -> {
          for (int i = 0; i < 200; i++) {
            recorder.record(EntryKind.KERNEL, text("x"));
          }
          recorder.recordAndWait(EntryKind.KERNEL, text("y"), LIMIT);
          RecordedEntries entries = new RecordedEntries(recorder);
          EntryQuery all = EntryQuery.ofBoot(0, OptionalInt.empty());
          for (int i = 0; i < 10; i++) {
            try (LineStream lines = entries.lines(all).orElseThrow().open()) {
              assertThat(lines.next(LIMIT)).isPresent();
            }
          }
          recorder.recordAndWait(EntryKind.KERNEL, text("z"), LIMIT);
          assertThat(recorder.last(EntryKind.KERNEL)).contains("{\"text\":\"z\"}");
        });
  }
}
