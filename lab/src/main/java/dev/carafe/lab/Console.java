package dev.carafe.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A machine's serial line as it is written to a file: the machine never waits for its reader.
final class Console implements AutoCloseable {
  private static final long GLANCE = 20_000_000L;
  private static final int CHUNK = 1 << 16;

  private final FileChannel file;
  private final BooleanSupplier running;
  private final Supplier<Duration> age;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
  private final List<TimedText.Piece> pieces = new ArrayList<>();
  private final List<Consumer<String>> listeners = new ArrayList<>();
  private final Thread follower = Thread.ofVirtual().name("console").unstarted(this::follow);

  private Console(FileChannel file, BooleanSupplier running, Supplier<Duration> age) {
    this.file = file;
    this.running = running;
    this.age = age;
  }

  /// Follows a file that is there until nobody writes to it any more.
  ///
  /// @param age the time by which pieces are stamped
  static Console follow(Path path, BooleanSupplier running, Supplier<Duration> age)
      throws IOException {
    Console console = new Console(FileChannel.open(path), running, age);
    console.follower.start();
    return console;
  }

  private void follow() {
    boolean more = true;
    while (more) {
      more = running.getAsBoolean();
      take();
      LockSupport.parkNanos(GLANCE);
    }
  }

  /// Takes what has come.
  private synchronized void take() {
    try {
      while (file.read(bytes) > 0) {
        bytes.flip();
        CharBuffer text = CharBuffer.allocate(CHUNK);
        decoder.decode(bytes, text, false);
        bytes.compact();
        keep(text.flip().toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the console: " + e.getMessage(), e);
    }
  }

  private void keep(String text) {
    pieces.add(new TimedText.Piece(age.get(), text));
    listeners.forEach(listener -> listener.accept(text));
  }

  /// All so far.
  synchronized TimedText soFar() {
    return new TimedText(pieces);
  }

  /// Tells somebody what was there and whatever comes.
  synchronized void listen(Consumer<String> listener) {
    listener.accept(new TimedText(pieces).text());
    listeners.add(listener);
  }

  @Override
  public void close() {
    try {
      follower.join();
      file.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException("could not close the console: " + e.getMessage(), e);
    }
  }
}
