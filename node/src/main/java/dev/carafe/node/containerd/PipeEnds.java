package dev.carafe.node.containerd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Our ends of the pipes to a process.
///
/// Opening one end of a named pipe waits for the other, so each is first opened for both, which
/// does not wait: that is its holder. While the holder is open, neither side sees the other's end.
record PipeEnds(
    FileChannel input, FileChannel inputHolder, FileChannel output, FileChannel outputHolder)
    implements AutoCloseable {

  static PipeEnds open(Pipes pipes) {
    try {
      FileChannel inputHolder = hold(pipes.input());
      FileChannel outputHolder = hold(pipes.output());
      return new PipeEnds(
          FileChannel.open(pipes.input(), StandardOpenOption.WRITE),
          inputHolder,
          FileChannel.open(pipes.output(), StandardOpenOption.READ),
          outputHolder);
    } catch (IOException e) {
      throw new UncheckedIOException("could not open " + pipes.folder() + ": " + e.getMessage(), e);
    }
  }

  private static FileChannel hold(Path pipe) throws IOException {
    return FileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /// Whoever reads or writes gets an exception.
  @Override
  public void close() {
    for (FileChannel channel : new FileChannel[] {input, inputHolder, output, outputHolder}) {
      close(channel);
    }
  }

  /// A pipe has nothing that closing could fail to save.
  static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
