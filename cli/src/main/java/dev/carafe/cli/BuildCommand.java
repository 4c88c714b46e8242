package dev.carafe.cli;

import dev.carafe.image.BuiltImage;
import dev.carafe.image.content.Sha256;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe build`.
@Command(
    name = "build",
    mixinStandardHelpOptions = true,
    description = "Builds a disk image of a variant.",
    footer = {"", "Example:", "  carafe build plain --output /tmp/image"})
final class BuildCommand implements Runnable {
  @Mixin BuildOptions options = new BuildOptions();

  @Parameters(paramLabel = "VARIANT", description = "A variant's name or its file.")
  String variant = "plain";

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    try (ProgressLines progress = ProgressLines.onErrorOutput()) {
      BuiltImage image = new Workshop(Main.home(), options, progress).build(variant);
      PrintWriter out = spec.commandLine().getOut();
      out.printf("image     %s%n", image.disk());
      out.printf("sha256    %s%n", Sha256.of(image.disk()));
      out.printf("packages  %s%n", image.lock());
      out.printf("bill      %s%n", image.bill());
      out.flush();
    }
  }
}
