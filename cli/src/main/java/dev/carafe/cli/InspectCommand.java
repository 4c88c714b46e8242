package dev.carafe.cli;

import dev.carafe.image.content.Sha256;
import dev.carafe.image.gpt.Partition;
import dev.carafe.image.gpt.PartitionTableReading;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe inspect`.
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = "Shows what a disk image holds.",
    footer = {"", "Example:", "  carafe inspect build/carafe-plain-0.1.0.raw"})
final class InspectCommand implements java.util.concurrent.Callable<Integer> {
  @Parameters(paramLabel = "IMAGE", description = "A raw disk image.")
  Path image = Path.of("");

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("sha256  %s%n%n", Sha256.of(image));
    try (FileChannel channel = FileChannel.open(image)) {
      for (Partition partition : PartitionTableReading.of(channel).table().partitions()) {
        out.printf(
            "%-11s %6d MiB  %s  %s%n",
            partition.type(), partition.size() >> 20, partition.uuid(), partition.label());
      }
    }
    out.flush();
    return 0;
  }
}
