package dev.carafe.cli.node;

import dev.carafe.cli.file.PrivateFiles;
import dev.carafe.cli.progress.ProgressChoice;
import dev.carafe.image.progress.Progress;
import dev.carafe.image.progress.Progress.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/// A command that gets a file which the node makes, for its owner alone here.
abstract class FileCall extends NodeCall {
  private static final int BLOCK = 32 << 10;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "Where it is written, if nothing is there (default: a name with the time, which is"
              + " printed).")
  @Nullable Path output;

  /// What is to be had.
  ///
  /// @param task what is shown meanwhile
  /// @param path of the API
  /// @param type as the node calls its content
  record Wanted(String task, String path, String type) {}

  /// Saves it, and says where. The file has its name once it is whole; nothing is overwritten.
  ///
  /// @param name of the file, with `TIME` in it
  final void save(NodeClient node, Wanted wanted, String name) {
    String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "");
    Path file = Optional.ofNullable(output).orElseGet(() -> Path.of(name.replace("TIME", time)));
    PrivateFiles.demandNew(file);
    try (InputStream in = node.lines(wanted.path(), wanted.type());
        Progress.Task task = ProgressChoice.of(isQuiet()).begin(wanted.task(), 0, Unit.BYTES)) {
      save(in, file, node, task);
    } catch (IOException e) {
      throw new UncheckedIOException("could not write " + file + ": " + e.getMessage(), e);
    }
    out().println(file);
  }

  private static void save(InputStream in, Path file, NodeClient node, Progress.Task task)
      throws IOException {
    Path draft =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            ".",
            ".draft",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      try (OutputStream out = Files.newOutputStream(draft)) {
        byte[] block = new byte[BLOCK];
        for (int count = read(in, block, node); count >= 0; count = read(in, block, node)) {
          out.write(block, 0, count);
          task.advance(count);
        }
      }
      PrivateFiles.demandNew(file);
      Files.move(draft, file);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static int read(InputStream in, byte[] block, NodeClient node) {
    try {
      return in.read(block);
    } catch (IOException e) {
      throw node.lost("the connection ended before the file did", e);
    }
  }

  private boolean isQuiet() {
    OptionSpec quiet = spec.root().findOption("--quiet");
    return quiet != null && Boolean.TRUE.equals(quiet.getValue());
  }
}
