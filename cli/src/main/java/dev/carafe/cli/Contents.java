package dev.carafe.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.carafe.cli.answer.Answer;
import dev.carafe.disk.gpt.Partition;
import dev.carafe.image.inspect.ImageReport;
import dev.carafe.image.inspect.ImageReport.SystemReport;
import dev.carafe.image.inspect.UsrReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/// What an image holds.
///
/// @param parts those of the last system by name, if there are several
record Contents(ImageReport report, SoftwareParts parts) implements Answer {
  private static final int MEBI = 1 << 20;

  @Override
  public void writeText(PrintWriter out) {
    out.printf("disk, %s%n", mebibytes(report.size()));
    for (Partition partition : report.partitions()) {
      out.printf(
          "  %-18s %10s  %s  %s%n",
          partition.type().name(),
          mebibytes(partition.size()),
          partition.uuid(),
          partition.label());
    }
    report.tableDamage().forEach(damage -> out.println("  DAMAGED: " + damage));
    out.printf("%nsystem partition, %d files%n", report.bootFiles().size());
    for (ImageReport.BootFile file : report.bootFiles()) {
      row(out, file.path(), file.size());
    }
    report.systems().forEach(system -> writeSystem(out, system));
    out.printf("%npackages%n");
    parts.packages().forEach((name, version) -> out.printf("  %-40s %s%n", name, version));
    out.printf(
        "  %d packages, %d other parts, %d licences%n",
        parts.packages().size(), parts.others(), parts.licenses().size());
  }

  private static void writeSystem(PrintWriter out, SystemReport system) {
    out.printf("%nkernel %s, %s%n", system.kernel().version(), system.kernel().path());
    system
        .kernel()
        .sections()
        .forEach(section -> row(out, section.kind().sectionName(), section.size()));
    out.printf("  command line  %s%n", system.kernel().commandLine());
    out.printf("  root hash     %s%n", system.rootHash());
    if (!system.rootHash().equals(system.treeHash())) {
      out.printf("  DAMAGED: the hash partition has %s%n", system.treeHash());
    }
    UsrReport usr = system.usr();
    out.printf(
        "%n/usr, %d files, %s in a file system of %s%n",
        usr.files(), mebibytes(usr.bytes()), mebibytes(usr.fileSystemSize()));
    usr.executables().forEach(program -> row(out, program.path(), program.size()));
    usr.scripts()
        .forEach(script -> out.printf("  script %s for %s%n", script.path(), script.interpreter()));
    usr.setId().forEach(file -> out.printf("  setuid or setgid: %s%n", file.path()));
    usr.known()
        .forEach(known ->
            out.printf(
                "  by its name: %s %s%n",
                known.role().name().toLowerCase(Locale.ROOT).replace('_', ' '), known.path()));
    out.printf(
        "  %d executables, %d scripts, %d setuid or setgid%n",
        usr.executables().size(), usr.scripts().size(), usr.setId().size());
  }

  private static void row(PrintWriter out, String what, long bytes) {
    out.printf("  %-58s %12s%n", what, String.format(Locale.ROOT, "%,d", bytes));
  }

  private static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MiB", (double) bytes / MEBI);
  }

  @Override
  public void writeJson(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("size", report.size());
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
    for (SystemReport system : report.systems()) {
      write(json, system);
    }
    json.writeEndArray();
    json.writeObjectFieldStart("packages");
    for (Map.Entry<String, String> part : parts.packages().entrySet()) {
      json.writeStringField(part.getKey(), part.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, SystemReport system) throws IOException {
    json.writeStartObject();
    json.writeStringField("kernel", system.kernel().version());
    json.writeStringField("path", system.kernel().path());
    json.writeStringField("command_line", system.kernel().commandLine());
    json.writeObjectFieldStart("sections");
    for (ImageReport.Section section : system.kernel().sections()) {
      json.writeNumberField(section.kind().sectionName(), section.size());
    }
    json.writeEndObject();
    json.writeStringField("root_hash", system.rootHash().hex());
    json.writeNumberField("usr_files", system.usr().files());
    json.writeNumberField("usr_bytes", system.usr().bytes());
    json.writeObjectFieldStart("executables");
    for (UsrReport.Executable program : system.usr().executables()) {
      json.writeNumberField(program.path(), program.size());
    }
    json.writeEndObject();
    json.writeNumberField("scripts", system.usr().scripts().size());
    json.writeNumberField("set_id", system.usr().setId().size());
    json.writeEndObject();
  }
}
