package dev.carafe.cli;

import dev.carafe.image.inspect.Change;
import dev.carafe.image.inspect.ImageDiff;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe diff`.
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description =
        "Shows how two disk images differ: partitions, boot files, kernel, files of /usr.",
    footer = {"", "Example:", "  carafe diff old.raw new.raw"})
final class DiffCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "BEFORE", description = "A raw disk image.")
  Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "AFTER", description = "Another.")
  Path after = Path.of("");

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    ImageDiff diff = ImageDiff.diff(before, after);
    PrintWriter out = spec.commandLine().getOut();
    print(out, "partitions", diff.partitions());
    print(out, "boot files", diff.bootFiles());
    print(out, "kernel", diff.kernel());
    print(out, "/usr", diff.usr());
    out.flush();
    return 0;
  }

  private static void print(PrintWriter out, String title, List<Change> changes) {
    out.printf("%s: %s%n", title, changes.isEmpty() ? "the same" : changes.size() + " changes");
    for (Change change : changes) {
      out.println(
          switch (change) {
            case Change.Added(String name, long size) -> "  + %s  %d".formatted(name, size);
            case Change.Removed(String name, long size) -> "  - %s  %d".formatted(name, size);
            case Change.Changed(String name, long first, long second) ->
                "  ~ %s  %d -> %d".formatted(name, first, second);
          });
    }
  }
}
