package dev.carafe.image.component;

import dev.carafe.settings.Located;
import dev.carafe.settings.Problem;
import dev.carafe.settings.schema.ConfigurationFile;
import dev.carafe.settings.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What components put into one tree, as far as it is known without the packages: so mistakes are
/// told before anything is fetched.
final class Claims {
  private static final String UNITS = "usr/lib/systemd/system/";

  private final List<Component> components;
  private final Map<String, Claim> owned = new HashMap<>();
  private final List<Pattern> selections = new ArrayList<>();
  private final List<Problem> problems;

  private Claims(List<Component> components, List<Problem> problems) {
    this.components = components;
    this.problems = problems;
  }

  /// @param components those that go into the tree
  /// @param problems where it is added what two of them own
  static Claims of(List<Component> components, List<Problem> problems) {
    Claims claims = new Claims(components, problems);
    components.forEach(claims::add);
    return claims;
  }

  private void add(Component component) {
    component.packages().stream()
        .flatMap(selection -> selection.files().stream())
        .forEach(pattern -> selections.add(pattern.value().compile("")));
    for (Claim claim : component.claims()) {
      Claim first = owned.putIfAbsent(claim.path(), claim);
      if (first != null && !first.what().equals(claim.what())) {
        problems.add(
            new Problem(
                claim.position(),
                "/" + claim.path() + " is brought a second time, and is something else",
                "leave it out, or call it otherwise; the first is at " + first.position()));
      }
    }
  }

  /// Whether something may be there once the packages are.
  private boolean mayHave(String path) {
    return owned.containsKey(path)
        || selections.stream().anyMatch(selection -> selection.matcher(path).matches());
  }

  /// Looks for the units that targets are to start.
  void checkUnits() {
    for (Component component : components) {
      for (List<Located<String>> units : component.wants().values()) {
        for (Located<String> unit : units) {
          if (!mayHave(UNITS + unit.value())) {
            problems.add(
                new Problem(
                    unit.position(),
                    "no component brings the unit '" + unit.value() + "'",
                    "add it as files/" + UNITS + unit.value() + ", or select it of a package"));
          }
        }
      }
    }
  }

  /// Looks at the templates of the configuration files.
  void checkTemplates(Schema settings) {
    TemplateCheck templates = new TemplateCheck(settings, problems);
    templates.checkDefaults();
    settings.files().forEach((name, file) -> checkTemplate(name, file, templates));
  }

  private void checkTemplate(String name, ConfigurationFile file, TemplateCheck templates) {
    String path = file.templatePath().replaceFirst("^/", "");
    Claim template = owned.get(path);
    if (template != null && template.file().isPresent()) {
      templates.check(file, template);
    } else if (!path.isEmpty() && !mayHave(path)) {
      problems.add(
          new Problem(
              file.position(),
              "there is no template /" + path + " for the configuration file '" + name + "'",
              "add it as files/" + path));
    }
  }
}
