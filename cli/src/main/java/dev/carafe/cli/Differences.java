package dev.carafe.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.carafe.cli.answer.Answer;
import dev.carafe.image.inspect.Change;
import dev.carafe.image.inspect.ImageDiff;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How two images differ.
record Differences(List<PackageChange> packages, ImageDiff files) implements Answer {
  Differences {
    packages = List.copyOf(packages);
  }

  private Map<String, List<Change>> changes() {
    Map<String, List<Change>> changes = new LinkedHashMap<>();
    changes.put("partitions", files.partitions());
    changes.put("boot files", files.bootFiles());
    changes.put("kernel", files.kernel());
    changes.put("/usr", files.usr());
    return changes;
  }

  @Override
  public void writeText(PrintWriter out) {
    out.println(title("packages", packages.size()));
    for (PackageChange change : packages) {
      out.printf(
          "  %s  %s -> %s%n",
          change.name(), change.before().orElse("none"), change.after().orElse("none"));
    }
    changes()
        .forEach((part, list) -> {
          out.println(title(part, list.size()));
          list.forEach(change -> out.println("  " + line(change)));
        });
    out.printf("in /usr %+d bytes%n", files.usr().stream().mapToLong(Differences::growth).sum());
  }

  private static String title(String part, int changes) {
    return part + ": " + (changes == 0 ? "the same" : changes + " changed");
  }

  private static String line(Change change) {
    return switch (change) {
      case Change.Added(String name, long size) -> "+ %s  %d".formatted(name, size);
      case Change.Removed(String name, long size) -> "- %s  %d".formatted(name, size);
      case Change.Changed(String name, long before, long after) ->
          "~ %s  %d%s".formatted(name, before, before == after ? "" : " -> " + after);
    };
  }

  private static long growth(Change change) {
    return switch (change) {
      case Change.Added(_, long size) -> size;
      case Change.Removed(_, long size) -> -size;
      case Change.Changed(_, long before, long after) -> after - before;
    };
  }

  @Override
  public void writeJson(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("packages");
    for (PackageChange change : packages) {
      json.writeStartObject();
      json.writeStringField("name", change.name());
      json.writeStringField("before", change.before().orElse(null));
      json.writeStringField("after", change.after().orElse(null));
      json.writeEndObject();
    }
    json.writeEndArray();
    for (Map.Entry<String, List<Change>> part : changes().entrySet()) {
      json.writeArrayFieldStart(part.getKey().replace(' ', '_').replace("/", ""));
      for (Change change : part.getValue()) {
        write(json, change);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Change change) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", change.name());
    switch (change) {
      case Change.Added(_, long size) -> json.writeNumberField("after", size);
      case Change.Removed(_, long size) -> json.writeNumberField("before", size);
      case Change.Changed(_, long before, long after) -> {
        json.writeNumberField("before", before);
        json.writeNumberField("after", after);
      }
    }
    json.writeEndObject();
  }
}
