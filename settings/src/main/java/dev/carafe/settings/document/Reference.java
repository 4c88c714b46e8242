package dev.carafe.settings.document;

import dev.carafe.settings.Key;
import dev.carafe.settings.TomlText;
import dev.carafe.settings.schema.About;
import dev.carafe.settings.schema.Entries;
import dev.carafe.settings.schema.Leaf;
import dev.carafe.settings.schema.ListOf;
import dev.carafe.settings.schema.Schema;
import dev.carafe.settings.schema.Setting;
import dev.carafe.settings.schema.Shape;
import dev.carafe.settings.schema.Table;
import dev.carafe.settings.schema.TextLimits;
import dev.carafe.settings.schema.Tuple;
import java.util.Map;
import java.util.TreeMap;

/// The reference documentation of settings, in Markdown: a section for each group, in the order of
/// the alphabet, and in it one for each setting, in the order of the schema.
public final class Reference {
  private final StringBuilder out = new StringBuilder();

  private Reference() {}

  /// The whole document.
  public static String of(Schema schema) {
    Reference reference = new Reference();
    reference.out.append(
        """
        # Settings

        Written from what the components declare; do not edit. In user data, each stands below `[settings]`.
        """);
    new TreeMap<>(schema.root().members()).forEach(reference::group);
    return reference.out.toString();
  }

  private void group(String name, Setting group) {
    out.append("\n## ").append(name).append('\n');
    setting("settings." + Key.quoted(name), group);
  }

  private void setting(String path, Setting setting) {
    switch (setting.shape()) {
      case Leaf _ -> entry(path, setting);
      case Tuple _ -> entry(path, setting);
      case ListOf list -> {
        entry(path, setting);
        if (list.element().shape() instanceof Table table) {
          members(path + "[]", table);
        }
      }
      case Table table -> {
        if (!setting.about().description().isEmpty()) {
          out.append('\n').append(setting.about().description()).append('\n');
        }
        members(path, table);
      }
    }
  }

  private void members(String path, Table table) {
    for (Map.Entry<String, Setting> member : table.members().entrySet()) {
      setting(path + "." + Key.quoted(member.getKey()), member.getValue());
    }
    table.others().ifPresent(others -> setting(path + "." + placeholder(others), others.each()));
  }

  private static String placeholder(Entries others) {
    return "<" + others.keys().name() + ">";
  }

  private void entry(String path, Setting setting) {
    About about = setting.about();
    out.append("\n### `").append(path).append("`\n");
    if (!about.description().isEmpty()) {
      out.append('\n').append(about.description()).append('\n');
    }
    out.append("\n- Value: ").append(noun(setting.shape())).append('\n');
    about
        .defaultValue()
        .ifPresent(value -> out.append("- Default: `").append(TomlText.of(value)).append("`\n"));
    about.template().ifPresent(text -> out.append("- Default: `").append(text).append("`\n"));
    about
        .generator()
        .ifPresent(name -> out.append("- Default: made by the node (`" + name + "`)\n"));
    about
        .example()
        .ifPresent(value -> out.append("- Example: `").append(TomlText.of(value)).append("`\n"));
    if (about.required()) {
      out.append("- Required\n");
    }
    if (about.sensitive()) {
      out.append("- Secret: kept out of messages\n");
    }
    if (!about.services().isEmpty()) {
      out.append("- Affects: `").append(String.join("`, `", about.services())).append("`\n");
    }
  }

  private static String noun(Shape shape) {
    return switch (shape) {
      case Leaf leaf -> leaf.type().noun() + limits(leaf.limits());
      case Table _ -> "a table";
      case ListOf list -> "a list" + count(list) + ", each " + noun(list.element().shape());
      case Tuple tuple ->
          "["
              + String.join(
                  ", ", tuple.elements().stream().map(element -> noun(element.shape())).toList())
              + "]";
    };
  }

  private static String count(ListOf list) {
    String least = list.least() > 0 ? " of at least " + list.least() : "";
    String most = list.most() < Integer.MAX_VALUE ? " of at most " + list.most() : "";
    return least + (least.isEmpty() || most.isEmpty() ? "" : " and") + most;
  }

  private static String limits(TextLimits limits) {
    String least = limits.least() > 0 ? ", at least " + limits.least() + " characters" : "";
    String most =
        limits.most() < Integer.MAX_VALUE ? ", at most " + limits.most() + " characters" : "";
    return limits.pattern().map(pattern -> " that matches `" + pattern.pattern() + "`").orElse("")
        + least
        + most;
  }
}
