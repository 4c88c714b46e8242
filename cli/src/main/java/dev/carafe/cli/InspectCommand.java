package dev.carafe.cli;

import dev.carafe.image.gpt.Partition;
import dev.carafe.image.inspect.ImageInspector;
import dev.carafe.image.inspect.ImageReport;
import dev.carafe.image.inspect.UsrReport;
import dev.carafe.image.manifest.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe inspect`.
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = "Shows what a disk image holds: partitions, kernels, programs.",
    footer = {"", "Example:", "  carafe inspect build/carafe-plain-0.1.0.raw"})
final class InspectCommand implements Callable<Integer> {
  private static final int MEBI = 1 << 20;

  @Parameters(paramLabel = "IMAGE", description = "A raw disk image.")
  Path image = Path.of("");

  @Option(names = "--json", description = "For scripts.")
  boolean json;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    ImageReport report = ImageInspector.inspect(image);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(toJson(report));
    } else {
      print(report, out);
    }
    out.flush();
    return 0;
  }

  private static void print(ImageReport report, PrintWriter out) {
    for (Partition partition : report.partitions()) {
      out.printf(
          "%-11s %6d MiB  %s  %s%n",
          partition.type().name(), partition.size() / MEBI, partition.uuid(), partition.label());
    }
    for (ImageReport.SystemReport system : report.systems()) {
      out.printf("%nkernel %s, %s%n", system.kernel().version(), system.kernel().path());
      for (ImageReport.Section section : system.kernel().sections()) {
        out.printf("  %-10s %10d bytes%n", section.kind().sectionName(), section.size());
      }
      out.printf("  root hash  %s%n", system.rootHash());
      UsrReport usr = system.usr();
      out.printf("%n/usr: %d files, %d MiB%n", usr.files(), usr.bytes() / MEBI);
      for (UsrReport.Executable executable : usr.executables()) {
        out.printf("  %-58s %8.1f MB%n", executable.path(), executable.size() / 1e6);
      }
      out.printf(
          "%d executables, %d scripts, %d setuid or setgid%n",
          usr.executables().size(), usr.scripts().size(), usr.setId().size());
      for (UsrReport.KnownProgram known : usr.known()) {
        out.printf("known for what it is: %s, %s%n", known.path(), known.role());
      }
    }
  }

  private static String toJson(ImageReport report) {
    return Json.document(json -> {
      json.writeStartObject();
      json.writeArrayFieldStart("partitions");
      for (Partition partition : report.partitions()) {
        json.writeStartObject();
        json.writeStringField("type", partition.type().name());
        json.writeStringField("uuid", partition.uuid().toString());
        json.writeStringField("label", partition.label());
        json.writeNumberField("size", partition.size());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("systems");
      for (ImageReport.SystemReport system : report.systems()) {
        json.writeStartObject();
        json.writeStringField("kernel", system.kernel().version());
        json.writeStringField("root_hash", system.rootHash().hex());
        json.writeArrayFieldStart("executables");
        for (UsrReport.Executable executable : system.usr().executables()) {
          json.writeString(executable.path());
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    });
  }
}
