package dev.carafe.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleTest {
  private static final byte[] UMLAUT = "ü".getBytes(StandardCharsets.UTF_8);

  private final AtomicBoolean running = new AtomicBoolean(true);
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void create() throws IOException {
    file = Files.createFile(folder.resolve("console.log"));
  }

  @Test
  void whatIsWrittenBeforeTheEndIsAllThere() throws IOException {
    Console console = Console.follow(file, running::get, () -> Duration.ofSeconds(3));
    write("one\ntwo".getBytes(StandardCharsets.UTF_8));
    end(console);
    assertThat(console.soFar().text()).isEqualTo("one\ntwo");
    assertThat(console.soFar().pieces())
        .allMatch(piece -> piece.at().equals(Duration.ofSeconds(3)));
  }

  @Test
  void aCharacterThatComesInTwoPiecesIsOne() throws IOException, InterruptedException {
    Console console = Console.follow(file, running::get, () -> Duration.ZERO);
    CountDownLatch first = new CountDownLatch(1);
    console.listen(text -> {
      if (text.contains("x")) {
        first.countDown();
      }
    });
    write(new byte[] {'x', UMLAUT[0]});
    assertThat(first.await(5, TimeUnit.SECONDS)).isTrue();
    write(new byte[] {UMLAUT[1], 'y'});
    end(console);
    assertThat(console.soFar().text()).isEqualTo("xüy");
  }

  @Test
  void aListenerHearsWhatWasThereAndWhatComes() throws IOException {
    write("before ".getBytes(StandardCharsets.UTF_8));
    Console console = Console.follow(file, running::get, () -> Duration.ZERO);
    List<String> heard = new CopyOnWriteArrayList<>();
    console.listen(heard::add);
    write("after".getBytes(StandardCharsets.UTF_8));
    end(console);
    assertThat(String.join("", heard)).isEqualTo("before after");
  }

  @Test
  void bytesThatAreNoTextAreReplaced() throws IOException {
    Console console = Console.follow(file, running::get, () -> Duration.ZERO);
    write(new byte[] {'a', (byte) 0xff, 'b'});
    end(console);
    assertThat(console.soFar().text()).isEqualTo("a\ufffdb");
  }

  private void write(byte[] bytes) throws IOException {
    Files.write(file, bytes, StandardOpenOption.APPEND);
  }

  private void end(Console console) {
    running.set(false);
    console.close();
  }
}
