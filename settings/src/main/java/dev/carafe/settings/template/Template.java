package dev.carafe.settings.template;

import dev.carafe.settings.Key;
import dev.carafe.settings.Located;
import dev.carafe.settings.Problem;
import dev.carafe.settings.TomlTable;
import dev.carafe.settings.json.Json;
import java.util.ArrayList;
import java.util.List;

/// A configuration file with settings in it, in the language that Bottlerocket's authors write:
/// Handlebars without escaping, and strict: a setting that is not there is an error, unless it is
/// asked for by `#if` or a helper that can do without.
///
/// Before the body there may be TOML that names the extensions whose helpers are used, and a line
/// of three `+` or more. `docs/formats/template.md` lists the helpers.
///
/// Source: [Handlebars](https://handlebarsjs.com/guide/expressions.html).
public final class Template {
  private final TemplateText text;
  private final List<Node> body;
  private final List<String> extensions;

  private Template(TemplateText text, List<Node> body, List<String> extensions) {
    this.text = text;
    this.body = body;
    this.extensions = extensions;
  }

  /// Reads a template.
  ///
  /// @param source what errors call it
  /// @throws TemplateException for what is no template, and for a helper that there is not
  public static Template parse(String source, String content) {
    int line = bodyStart(content);
    List<String> extensions = line == 0 ? List.of() : extensions(source, content, line);
    TemplateText text = new TemplateText(source, content, line);
    List<Node> body = new TemplateReader(text).read();
    new HelperCheck(text).check(body);
    return new Template(text, body, extensions);
  }

  /// The extensions that the template says it needs.
  public List<String> extensions() {
    return extensions;
  }

  /// The settings that it cannot do without: those that are shown whatever is set, each with its
  /// place.
  public List<Located<Key>> demanded() {
    List<Located<Key>> demanded = new ArrayList<>();
    for (Node node : body) {
      if (node instanceof Node.Output(Expression.Path path) && path.up() == 0) {
        addSetting(path.at(), path.segments(), demanded);
      } else if (node instanceof Node.Output(Expression.Data data) && data.name().equals("root")) {
        addSetting(data.at(), data.segments(), demanded);
      }
    }
    return demanded;
  }

  private void addSetting(int at, List<String> segments, List<Located<Key>> into) {
    if (segments.size() > 1 && segments.getFirst().equals("settings")) {
      into.add(new Located<>(new Key(segments.subList(1, segments.size())), text.position(at)));
    }
  }

  /// The file that the template becomes.
  ///
  /// @param context what paths are looked up in: an object with a member `settings`
  /// @throws TemplateException where a setting is missing or is not what a helper takes
  public String render(Json.Struct context) {
    return new Rendering(text, context).render(body);
  }

  /// Where the body begins: behind the first line of pluses.
  private static int bodyStart(String content) {
    int at = 0;
    while (at < content.length()) {
      int end = content.indexOf('\n', at);
      int next = end < 0 ? content.length() : end + 1;
      if (isDivider(content.substring(at, next).strip())) {
        return next;
      }
      at = next;
    }
    return 0;
  }

  private static boolean isDivider(String line) {
    return line.startsWith("+++") && line.equals("+".repeat(line.length()));
  }

  private static List<String> extensions(String source, String content, int body) {
    List<Problem> problems = new ArrayList<>();
    String front = content.substring(0, content.lastIndexOf('+', body - 1)).stripTrailing();
    int pluses = front.length();
    while (pluses > 0 && front.charAt(pluses - 1) == '+') {
      pluses--;
    }
    TomlTable table = TomlTable.parse(source, front.substring(0, pluses), problems);
    List<String> extensions = List.copyOf(table.table("required-extensions").keys());
    table.finish();
    if (!problems.isEmpty()) {
      throw new TemplateException(problems.getFirst());
    }
    return extensions;
  }
}
