package dev.carafe.image.component;

import dev.carafe.image.component.Component.GoSource;
import dev.carafe.settings.Located;
import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.TomlTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the table `[go]` of a component and the folder `go/` beside it.
///
/// @param shown what problems call the component's folder, with a slash
record GoReader(Path folder, String shown, List<Problem> problems) {
  private static final String MODULE_FILE = "go.mod";
  private static final String SUMS_FILE = "go.sum";

  /// One package, not several by `...` and none by its folder.
  private static final Pattern PACKAGE =
      Pattern.compile("(?!.*\\.\\.\\.)[A-Za-z0-9][A-Za-z0-9._~/+-]*");

  private static final Pattern VARIABLE = Pattern.compile("[^\\s='\"]+\\.[^\\s='\"./]+");

  /// Only the first releases of a year's Go had no third number, before toolchains were modules.
  private static final Pattern TOOLCHAIN = Pattern.compile("go1\\.\\d+(\\.\\d+|rc\\d+)");

  Optional<GoSource> read(TomlTable component) {
    if (!component.has("go")) {
      return Optional.empty();
    }
    if (component.optionalString("into").orElse("").equals("initrd")) {
      component.problem("go", "no program is built for the initrd", "build it into \"usr\"");
    }
    TomlTable go = component.table("go");
    GoSource source =
        new GoSource(
            folder.resolve("go"),
            toolchain(component),
            programs(component, go.table("programs")),
            go.strings("tags"),
            variables(go.table("variables")));
    go.finish();
    return Optional.of(source);
  }

  private static Map<String, String> programs(TomlTable component, TomlTable table) {
    Map<String, String> programs = texts(table);
    if (programs.isEmpty()) {
      component.problem(
          "go", "it builds no program", "add [go.programs] with \"PATH\" = \"PACKAGE\"");
    }
    programs.forEach((path, name) -> {
      if (!PACKAGE.matcher(name).matches()) {
        table.problem(
            path,
            "'" + name + "' is no package",
            "write its whole path, with that of its module: \"example.com/tools/cmd/a\"");
      }
    });
    return programs;
  }

  /// The linker overlooks a variable that it does not find, so its name is looked at here.
  private static Map<String, String> variables(TomlTable table) {
    Map<String, String> variables = texts(table);
    variables.forEach((name, value) -> {
      if (!VARIABLE.matcher(name).matches()) {
        table.problem(
            name, "'" + name + "' is no variable of a package", "write \"PACKAGE.VARIABLE\"");
      }
      if (value.indexOf('\'') >= 0 && value.indexOf('"') >= 0) {
        table.problem(
            name, "the value has quotes of both kinds", "Go's linker takes only one of them");
      }
    });
    return variables;
  }

  private static Map<String, String> texts(TomlTable table) {
    Map<String, String> texts = new TreeMap<>();
    for (String key : table.keys()) {
      texts.put(key, table.string(key));
    }
    return texts;
  }

  /// That of the line `toolchain`, or else of the line `go`, which means it too.
  ///
  /// Source: [Go Toolchains, "Configuration"](https://go.dev/doc/toolchain#config).
  private String toolchain(TomlTable component) {
    Path module = folder.resolve("go");
    for (String name : List.of(MODULE_FILE, SUMS_FILE)) {
      if (!Files.isRegularFile(module.resolve(name))) {
        component.problem(
            "go", "there is no file go/" + name, "'go mod init' and 'go mod tidy' in go/ make it");
      }
    }
    if (!Files.isRegularFile(module.resolve(MODULE_FILE))) {
      return "";
    }
    List<String> lines = lines(module.resolve(MODULE_FILE));
    Located<String> named =
        directive("toolchain", lines)
            .or(() ->
                directive("go", lines)
                    .map(line -> new Located<>("go" + line.value(), line.position())))
            .orElseGet(() -> new Located<>("", position(0)));
    if (!TOOLCHAIN.matcher(named.value()).matches()) {
      problems.add(
          new Problem(
              named.position(),
              "it does not say which Go builds it",
              "add a line with its whole version: toolchain go1.27.3"));
    }
    return named.value();
  }

  private Optional<Located<String>> directive(String word, List<String> lines) {
    Pattern pattern = Pattern.compile(word + "[ \t]+([^\\s/]+)\\s*(//.*)?");
    for (int i = 0; i < lines.size(); i++) {
      Matcher matcher = pattern.matcher(lines.get(i));
      if (matcher.matches()) {
        return Optional.of(new Located<>(matcher.group(1), position(i)));
      }
    }
    return Optional.empty();
  }

  private Position position(int line) {
    return new Position(shown + "go/" + MODULE_FILE, line + 1, 1);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + file + ": " + e.getMessage(), e);
    }
  }
}
