package dev.carafe.node.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is left of a ring, whatever was done to its file.
class RingTest {
  private static final UUID BOOT = new UUID(1, 2);
  private static final int SIZE = 16 << 10;

  @TempDir private Path folder;

  private final Random random = new Random(1);

  private Path file() {
    return folder.resolve("recorder/ring");
  }

  private static Entry entry(long sequence, String data) {
    return new Entry(
        sequence,
        BOOT,
        Instant.ofEpochMilli(1_700_000_000_000L + sequence),
        Duration.ofNanos(sequence),
        EntryKind.KERNEL,
        data);
  }

  private static void append(Ring ring, String data) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(EntryFormat.LARGEST + 8);
    EntryFormat.write(entry(ring.next(), data), data.getBytes(StandardCharsets.UTF_8), buffer);
    ring.append(buffer.flip());
  }

  private static List<Entry> read(Ring ring) throws IOException, InterruptedException {
    List<Entry> entries = new ArrayList<>();
    ring.read(entry -> entries.add(entry));
    return entries;
  }

  private String text() {
    return "x".repeat(random.nextInt(200)) + "ü€😀".repeat(random.nextInt(3));
  }

  /// A file with so many entries, and where each of those begins that are still in it.
  private List<String> write(int count) throws IOException {
    List<String> written = new ArrayList<>();
    try (Ring ring = Ring.open(file(), SIZE)) {
      for (int i = 0; i < count; i++) {
        written.add(text());
        append(ring, written.getLast());
      }
      ring.force();
    }
    return written;
  }

  @Test
  void everyEntryComesBackAsItWas() throws IOException, InterruptedException {
    List<String> written = write(40);
    try (Ring ring = Ring.open(file(), SIZE)) {
      List<Entry> entries = read(ring);
      assertThat(entries).hasSize(40);
      for (int i = 0; i < 40; i++) {
        assertThat(entries.get(i)).isEqualTo(entry(i, written.get(i)));
      }
      assertThat(ring.next()).isEqualTo(40);
    }
  }

  @Test
  void theNewestOverwriteTheOldestAndTheFileStaysAsLarge()
      throws IOException, InterruptedException {
    for (int round = 0; round < 30; round++) {
      write(random.nextInt(40));
      assertThat(Files.size(file())).isEqualTo(SIZE);
      try (Ring ring = Ring.open(file(), SIZE)) {
        long[] numbers = read(ring).stream().mapToLong(Entry::sequence).toArray();
        assertThat(numbers)
            .containsExactly(LongStream.range(ring.next() - numbers.length, ring.next()).toArray());
        assertThat(numbers.length).isGreaterThan(round < 10 ? 0 : 40);
      }
    }
  }

  @Test
  void anEntryOfTheLargestSizeFits() throws IOException, InterruptedException {
    String data = "y".repeat(EntryFormat.LARGEST_DATA);
    try (Ring ring = Ring.open(file(), SIZE)) {
      for (int i = 0; i < 20; i++) {
        append(ring, data);
      }
      assertThat(read(ring)).hasSize(3).allMatch(entry -> entry.data().equals(data));
    }
  }

  /// The property: a file that was cut anywhere has the entries before the cut, and takes new ones.
  @Test
  void whatIsBeforeACutIsRead() throws IOException, InterruptedException {
    write(40);
    byte[] whole = Files.readAllBytes(file());
    List<Integer> ends = ends(whole);
    for (int cut = 0; cut <= ends.getLast(); cut += 1 + random.nextInt(40)) {
      Files.write(file(), Arrays.copyOf(whole, cut));
      int at = cut;
      long expected = ends.stream().filter(end -> end <= at).count();
      try (Ring ring = Ring.open(file(), SIZE)) {
        assertThat(read(ring).size())
            .as("cut at " + cut)
            .isBetween((int) expected, (int) expected + 1);
        assertTakesMore(ring);
      }
    }
  }

  /// The property: a bit that has flipped costs one entry at most, wherever it is.
  @Test
  void aFlippedBitCostsOneEntry() throws IOException, InterruptedException {
    write(500);
    byte[] whole = Files.readAllBytes(file());
    List<Entry> before;
    try (Ring ring = Ring.open(file(), SIZE)) {
      before = read(ring);
    }
    for (int bit = 0; bit < SIZE * 8; bit += 1 + random.nextInt(400)) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file(), damaged);
      try (Ring ring = Ring.open(file(), SIZE)) {
        List<Entry> after = read(ring);
        assertThat(before).as("bit " + bit).containsAll(after);
        assertThat(after.size()).as("bit " + bit).isGreaterThanOrEqualTo(before.size() - 1);
        assertTakesMore(ring);
      }
    }
  }

  /// The property: anything in the place of a stretch of the file costs what it hits.
  @Test
  void rubbishIsReadOver() throws IOException, InterruptedException {
    write(500);
    byte[] whole = Files.readAllBytes(file());
    for (int round = 0; round < 100; round++) {
      byte[] damaged = whole.clone();
      int from = random.nextInt(SIZE);
      int length = Math.min(SIZE - from, random.nextInt(SIZE / 2));
      byte[] rubbish = new byte[length];
      if (round % 3 > 0) {
        random.nextBytes(rubbish);
      }
      if (round % 3 == 2) { // a piece of itself, elsewhere
        int piece = random.nextInt(SIZE - length + 1) / 8 * 8;
        System.arraycopy(whole, piece, rubbish, 0, length);
      }
      System.arraycopy(rubbish, 0, damaged, from, length);
      Files.write(file(), damaged);
      try (Ring ring = Ring.open(file(), SIZE)) {
        assertThat(read(ring))
            .isSortedAccordingTo((a, b) -> Long.compare(a.sequence(), b.sequence()));
        assertTakesMore(ring);
      }
    }
  }

  @Test
  void aFileThatWasNeverOneBecomesOne() throws IOException, InterruptedException {
    Files.createDirectories(file().resolveSibling(""));
    byte[] noise = new byte[3 * SIZE];
    random.nextBytes(noise);
    Files.write(file(), noise);
    try (Ring ring = Ring.open(file(), SIZE)) {
      assertThat(read(ring)).isEmpty();
      assertThat(Files.size(file())).isEqualTo(SIZE);
      assertTakesMore(ring);
    }
  }

  private static void assertTakesMore(Ring ring) throws IOException, InterruptedException {
    append(ring, "more");
    assertThat(read(ring).getLast().data()).isEqualTo("more");
  }

  private static List<Integer> ends(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    List<Integer> ends = new ArrayList<>();
    for (int at = 0; EntryFormat.isStart(bytes, at); ) {
      at += EntryFormat.size(EntryFormat.length(bytes, at));
      ends.add(at);
    }
    return ends;
  }
}
