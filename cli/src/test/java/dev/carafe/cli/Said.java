package dev.carafe.cli;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/// What a program in a container has said so far.
final class Said implements Consumer<ByteBuffer> {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Override
  public synchronized void accept(ByteBuffer piece) {
    while (piece.hasRemaining()) {
      bytes.write(piece.get());
    }
  }

  synchronized String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /// All of it, once it has these words.
  Optional<String> has(String words) {
    return Optional.of(text()).filter(text -> text.contains(words));
  }
}
