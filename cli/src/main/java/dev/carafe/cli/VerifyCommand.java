package dev.carafe.cli;

import dev.carafe.image.inspect.Finding;
import dev.carafe.image.inspect.ImageVerifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe verify`.
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description =
        "Checks a disk image again: partition table, boot files, and every block of /usr.",
    footer = {"", "Example:", "  carafe verify build/carafe-plain-0.1.0.raw"})
final class VerifyCommand implements Callable<Integer> {
  static final int DAMAGED = 4;

  @Parameters(paramLabel = "IMAGE", description = "A raw disk image.")
  Path image = Path.of("");

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<Finding> findings = ImageVerifier.verify(image);
    for (Finding finding : findings) {
      out.println(
          switch (finding) {
            case Finding.Intact(String part, String what) -> "ok       " + part + ": " + what;
            case Finding.Damaged(String part, String why) -> "DAMAGED  " + part + ": " + why;
          });
    }
    out.flush();
    return findings.stream().anyMatch(Finding.Damaged.class::isInstance) ? DAMAGED : 0;
  }
}
