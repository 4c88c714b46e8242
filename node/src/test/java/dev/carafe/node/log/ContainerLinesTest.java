package dev.carafe.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.log.LogQuery.ContainerName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ContainerLinesTest {
  private static final ContainerName NAME = new ContainerName("web", "page");

  @TempDir Path folder;

  private static LogQuery query(Optional<String> since, OptionalInt lines, boolean follow) {
    return new LogQuery(
        Optional.empty(),
        Optional.of(NAME),
        since.map(Instant::parse),
        lines,
        Optional.empty(),
        follow,
        0);
  }

  private static LogQuery all() {
    return query(Optional.empty(), OptionalInt.empty(), false);
  }

  private static LogQuery last(int lines) {
    return query(Optional.empty(), OptionalInt.of(lines), false);
  }

  private void write(String file, String... lines) throws IOException {
    for (String line : lines) {
      Files.writeString(
          folder.resolve(file), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  private static String said(int second, String rest) {
    return "2026-11-29T06:00:%02d.000000001Z %s".formatted(second, rest);
  }

  private ContainerLines open(LogQuery query) throws IOException {
    return ContainerLines.open(new LogFiles(folder), query, NAME);
  }

  private List<String> messages(LogQuery query) throws IOException, InterruptedException {
    List<String> messages = new ArrayList<>();
    try (ContainerLines lines = open(query)) {
      for (Optional<LogLine> line = lines.next(Duration.ZERO);
          line.isPresent();
          line = lines.next(Duration.ZERO)) {
        messages.add(line.get().message());
      }
      assertThat(lines.isOver()).isTrue();
    }
    return messages;
  }

  private static String next(ContainerLines lines) throws IOException, InterruptedException {
    return lines.next(Duration.ofSeconds(20)).orElseThrow().message();
  }

  private static void assertNothing(ContainerLines lines) throws IOException, InterruptedException {
    assertThat(lines.next(Duration.ofMillis(1))).isEmpty();
    assertThat(lines.isOver()).isFalse();
  }

  @Test
  void filesAreReadInTheOrderInWhichTheyWereWritten() throws Exception {
    write("10.log", said(6, "stdout F sixth"));
    write("2.log", said(5, "stdout F fifth"));
    write("2.log.20261129-060000.000", said(3, "stdout F third"));
    write("2.log.20261129-060001.000", said(4, "stderr F fourth"));
    write("1.log", said(2, "stdout F second"));
    write("1.log.20261129-050000.000", said(1, "stdout F first"));
    write("notes", said(0, "stdout F nothing"));
    write("1.logs", said(0, "stdout F nothing"));
    assertThat(messages(all()))
        .containsExactly("first", "second", "third", "fourth", "fifth", "sixth");
  }

  @Test
  void aContainerWithoutLogsHasNoLines() throws Exception {
    assertThat(messages(all())).isEmpty();
    assertThat(messages(last(3))).isEmpty();
  }

  @Test
  void aLineForAPersonAndOneForAProgram() throws Exception {
    write("3.log", said(1, "stderr F a \"b\""));
    try (ContainerLines lines = open(all())) {
      LogLine line = lines.next(Duration.ZERO).orElseThrow();
      assertThat(line.text()).isEqualTo("2026-11-29T06:00:01.000000Z stderr: a \"b\"");
      assertThat(new String(line.json(), StandardCharsets.UTF_8))
          .isEqualTo(
              """
              {"time":"2026-11-29T06:00:01.000000Z","pod":"web","container":"page","attempt":3,"stream":"stderr","message":"a \\"b\\""}
              """);
    }
  }

  @Test
  void partsOfALineArePutTogetherEachStreamByItself() throws Exception {
    write(
        "0.log",
        said(1, "stdout P to"),
        said(1, "stderr P o"),
        said(1, "stdout P ge"),
        said(2, "stderr F dd"),
        said(2, "stdout F ther"),
        said(3, "stdout F "),
        said(3, "stdout F  indented  "));
    assertThat(messages(all())).containsExactly("odd", "together", "", " indented  ");
    assertThat(messages(last(3))).containsExactly("together", "", " indented  ");
  }

  @Test
  void theLastLinesHaveAllTheirParts() throws Exception {
    write(
        "0.log",
        said(1, "stderr P a"),
        said(1, "stdout P b"),
        said(1, "stdout F c"),
        said(1, "stdout F d"),
        said(1, "stderr F e"));
    assertThat(messages(last(1))).containsExactly("ae");
    assertThat(messages(last(2))).containsExactly("d", "ae");
    assertThat(messages(last(3))).containsExactly("bc", "d", "ae");
  }

  @Test
  void whatIsNoLineOfARuntimeIsLeftOut() throws Exception {
    write(
        "0.log",
        "",
        "garbage",
        "2026-11-29T06:00:01Z",
        "2026-11-29T06:00:01Z stdin F x",
        "yesterday stdout F x",
        said(2, "stdout F good"));
    Files.writeString(
        folder.resolve("0.log"), said(3, "stdout F without an end"), StandardOpenOption.APPEND);
    assertThat(messages(all())).containsExactly("good");
  }

  @Test
  void aLineThatHasNoEndDoesNotFillTheMemory() throws Exception {
    Files.writeString(folder.resolve("0.log"), said(1, "stdout F ") + "x".repeat(3 << 20) + "\n");
    for (int i = 0; i < 20; i++) {
      write("0.log", said(2, "stdout P ") + "y".repeat(16 << 10));
    }
    write("0.log", said(2, "stdout F end"), said(3, "stdout F after"));
    List<String> messages = messages(all());
    assertThat(messages).hasSize(3);
    assertThat(messages)
        .allSatisfy(message -> assertThat(message).hasSizeLessThanOrEqualTo(1 << 16));
    assertThat(messages.get(2)).isEqualTo("after");
  }

  @Test
  void theLastLinesAreFoundAcrossFiles() throws Exception {
    write("0.log.20261129-060000.000", said(1, "stdout F one"), said(2, "stdout F two"));
    write("0.log", said(3, "stdout F three"));
    assertThat(messages(last(0))).isEmpty();
    assertThat(messages(last(1))).containsExactly("three");
    assertThat(messages(last(2))).containsExactly("two", "three");
    assertThat(messages(last(9))).containsExactly("one", "two", "three");
  }

  @Test
  void whatWasSaidBeforeIsLeftOut() throws Exception {
    write("0.log", said(1, "stdout F one"), said(2, "stdout F two"), said(3, "stdout F three"));
    Optional<String> since = Optional.of("2026-11-29T06:00:02Z");
    assertThat(messages(query(since, OptionalInt.empty(), false))).containsExactly("two", "three");
    assertThat(messages(query(since, OptionalInt.of(5), false))).containsExactly("two", "three");
    assertThat(messages(query(since, OptionalInt.of(1), false))).containsExactly("three");
  }

  @Test
  void whoFollowsGoesOnAcrossRotationsAndStarts() throws Exception {
    try (ContainerLines lines = open(query(Optional.empty(), OptionalInt.of(1), true))) {
      assertNothing(lines);
      write("0.log", said(1, "stdout F first"));
      assertThat(next(lines)).isEqualTo("first");
      assertNothing(lines);
      Files.move(folder.resolve("0.log"), folder.resolve("0.log.20261129-060000.000"));
      write("0.log.20261129-060000.000", said(2, "stdout F still to the old file"));
      assertThat(next(lines)).isEqualTo("still to the old file");
      write("0.log", said(3, "stdout F to the new file"));
      assertThat(next(lines)).isEqualTo("to the new file");
      write("1.log", said(4, "stdout F started again"));
      assertThat(next(lines)).isEqualTo("started again");
      assertNothing(lines);
    }
  }

  @Test
  void whoseFileWasDeletedGoesOnWithTheNext() throws Exception {
    write("0.log", said(1, "stdout F first"), said(2, "stdout F second"));
    try (ContainerLines lines = open(query(Optional.empty(), OptionalInt.empty(), true))) {
      assertThat(next(lines)).isEqualTo("first");
      Files.delete(folder.resolve("0.log"));
      write("1.log", said(3, "stdout F third"));
      assertThat(next(lines)).isEqualTo("second");
      assertThat(next(lines)).isEqualTo("third");
    }
  }
}
