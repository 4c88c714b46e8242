package dev.carafe.cli.node;

import dev.carafe.cli.answer.Told;
import dev.carafe.settings.TomlText;
import dev.carafe.settings.json.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/// What changes would do, as a person reads it.
final class PreviewText {
  private static final String HIDDEN = "(not shown to you)";

  private PreviewText() {}

  static Told of(Json.Struct preview) {
    return new Told(preview, out -> write(preview, out));
  }

  private static void write(Json.Struct preview, PrintWriter out) {
    if (preview.objects("changes").isEmpty()) {
      out.println("Nothing would change.");
    }
    preview.objects("changes").forEach(change -> change(change, out));
    preview.objects("files").forEach(file -> file(file, out));
    list(preview, "services", "services: ", out);
    list(preview, "restart-commands", "runs: ", out);
    list(preview, "problems", "problem: ", out);
  }

  private static void change(Json.Struct change, PrintWriter out) {
    String key = change.text("key").orElse("");
    Optional<Json> before = change.member("before");
    Optional<Json> after = change.member("after");
    if (before.isEmpty() && after.isEmpty()) {
      out.println("~ " + key + " " + HIDDEN);
    }
    before.ifPresent(value -> out.println("- " + key + " = " + TomlText.of(value)));
    after.ifPresent(value -> out.println("+ " + key + " = " + TomlText.of(value)));
  }

  private static void file(Json.Struct file, PrintWriter out) {
    String path = file.text("path").orElse("");
    Optional<String> before = file.text("before");
    Optional<String> after = file.text("after");
    out.println();
    out.println("--- " + (before.isPresent() ? path : "/dev/null"));
    out.println("+++ " + (after.isPresent() ? path : "/dev/null"));
    if (before.isEmpty() && after.isEmpty()) {
      out.println(HIDDEN);
    }
    UnifiedDiff.of(before.orElse(""), after.orElse("")).forEach(out::println);
  }

  private static void list(Json.Struct preview, String name, String head, PrintWriter out) {
    if (preview.member(name).orElse(new Json.Null()) instanceof Json.Array(List<Json> elements)) {
      for (Json element : elements) {
        if (element instanceof Json.Text(String text)) {
          out.println(head + text);
        }
      }
    }
  }
}
