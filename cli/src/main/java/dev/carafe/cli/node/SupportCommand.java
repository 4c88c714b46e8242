package dev.carafe.cli.node;

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
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/// `carafe node support`.
@Command(
    name = "support",
    description = {
      "Gets all that somebody who helps from afar needs into one .tar.gz.",
      "Sensitive settings are in none of it. What containers have written to their logs is."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe node support",
      "  carafe node support -o web-1.tar.gz && tar tzf web-1.tar.gz"
    })
final class SupportCommand extends NodeCall {
  private static final int BLOCK = 32 << 10;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "Where it is written, if nothing is there (default: carafe-support-TIME.tar.gz).")
  @Nullable Path output;

  @Override
  void run(NodeClient node) {
    Path file =
        Optional.ofNullable(output)
            .orElseGet(() ->
                Path.of(
                    "carafe-support-"
                        + Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "")
                        + ".tar.gz"));
    PrivateFiles.demandNew(file);
    try (InputStream in = node.lines("/v1/support", "application/gzip")) {
      save(in, file, node);
    } catch (IOException e) {
      throw new UncheckedIOException("could not write " + file + ": " + e.getMessage(), e);
    }
    out().println(file);
  }

  /// Under its name once it is whole.
  private void save(InputStream in, Path file, NodeClient node) throws IOException {
    Path draft =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            ".",
            ".draft",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      try (OutputStream out = Files.newOutputStream(draft);
          Progress.Task task =
              ProgressChoice.of(isQuiet()).begin("getting what support needs", 0, Unit.BYTES)) {
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
      throw new UnreachableException(
          node.context().address(), "the connection ended before the archive did", e);
    }
  }

  private boolean isQuiet() {
    OptionSpec quiet = spec.root().findOption("--quiet");
    return quiet != null && Boolean.TRUE.equals(quiet.getValue());
  }
}
