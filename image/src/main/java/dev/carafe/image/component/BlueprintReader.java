package dev.carafe.image.component;

import dev.carafe.image.component.Component.Target;
import dev.carafe.image.component.Variant.Form;
import dev.carafe.settings.Located;
import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.ProblemsException;
import dev.carafe.settings.Suggestion;
import dev.carafe.settings.TomlTable;
import dev.carafe.settings.reading.SchemaUnion;
import dev.carafe.settings.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Reads variants and components from folders: those of this tree and those of anybody else. A
/// later folder's component takes the place of an earlier one's with the same name.
public final class BlueprintReader {
  private static final String FILE = "component.toml";

  private final List<Path> variantFolders;
  private final List<Path> componentFolders;

  /// @param variantFolders where `NAME.toml` are looked for, the last first
  /// @param componentFolders where `NAME/component.toml` are looked for
  public BlueprintReader(List<Path> variantFolders, List<Path> componentFolders) {
    this.variantFolders = List.copyOf(variantFolders);
    this.componentFolders = List.copyOf(componentFolders);
  }

  /// Reads a variant with all its components.
  ///
  /// @param name its name, or the path of its file
  /// @throws ProblemsException with every mistake in the variant and in each component it names
  public Blueprint read(String name) {
    List<Problem> problems = new ArrayList<>();
    Blueprint blueprint = read(name, componentPaths(problems), List.of(), problems);
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
    return blueprint;
  }

  /// What is wrong with a variant that has some components more: all that [#read] would tell.
  ///
  /// @param folders each with its `component.toml`
  public List<Problem> check(String name, List<Path> folders) {
    List<Problem> problems = new ArrayList<>();
    Map<String, Path> known = componentPaths(problems);
    List<Located<String>> more = new ArrayList<>();
    for (Path folder : folders) {
      Path component = folder.toAbsolutePath().normalize();
      Path file = component.resolve(FILE);
      String called = String.valueOf(component.getFileName());
      if (Files.isRegularFile(file)) {
        known.put(called, component);
        more.add(new Located<>(called, new Position(show(file), 1, 1)));
      } else {
        problems.add(
            new Problem(
                new Position(show(file), 1, 1),
                "there is no such component",
                "name the folder of one; carafe component new makes one"));
      }
    }
    read(name, known, more, problems);
    return problems;
  }

  private Blueprint read(
      String name, Map<String, Path> known, List<Located<String>> more, List<Problem> problems) {
    Variant variant = variant(name, problems);
    Map<String, Component> components = new LinkedHashMap<>();
    List<Located<String>> wanted = new ArrayList<>(variant.components());
    wanted.addAll(more);
    for (int i = 0; i < wanted.size(); i++) {
      Located<String> next = wanted.get(i);
      if (components.containsKey(next.value())) {
        continue;
      }
      Path folder = known.get(next.value());
      if (folder == null) {
        problems.add(
            new Problem(
                next.position(),
                "no component '" + next.value() + "'",
                Suggestion.instead(next.value(), known.keySet())));
        continue;
      }
      Path file = folder.resolve(FILE);
      Component component = new ComponentReader(problems).read(folder, show(file), text(file));
      components.put(next.value(), component);
      wanted.addAll(component.requires());
    }
    RequirementCycles.check(components, problems);
    Schema settings =
        variant.settings().laidInto(settings(components.values(), problems), problems);
    Blueprint blueprint = new Blueprint(variant, List.copyOf(components.values()), settings);
    Claims.of(blueprint.into(Target.INITRD), problems).checkUnits();
    Claims usr = Claims.of(blueprint.into(Target.USR), problems);
    usr.checkUnits();
    usr.checkTemplates(settings);
    return blueprint;
  }

  /// Reads a container image, which is a component that says what is started in it.
  ///
  /// @param folder with its `component.toml`
  /// @throws ProblemsException with every mistake in it
  public static Component image(Path folder) {
    Path file = folder.resolve(FILE);
    List<Problem> problems = new ArrayList<>();
    if (!Files.isRegularFile(file)) {
      problems.add(
          new Problem(
              new Position(show(file), 1, 1), "there is no such image", "name one, or its folder"));
      throw new ProblemsException(problems);
    }
    Component image = new ComponentReader(problems).read(folder, show(file), text(file));
    if (image.container().isEmpty()) {
      problems.add(
          new Problem(
              new Position(show(file), 1, 1), "it is no image", "add [container] with a command"));
    }
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
    return image;
  }

  private static Schema settings(Collection<Component> components, List<Problem> problems) {
    List<Schema> schemas = new ArrayList<>();
    components.forEach(component -> component.settings().ifPresent(schemas::add));
    return SchemaUnion.of(schemas, problems);
  }

  /// The names of all variants.
  public List<String> variants() {
    return variantPaths().keySet().stream().sorted().toList();
  }

  /// The names of all components.
  public List<String> components() {
    return List.copyOf(componentPaths(new ArrayList<>()).keySet());
  }

  private Variant variant(String name, List<Problem> problems) {
    Path file = name.endsWith(".toml") ? Path.of(name) : variantPaths().get(name);
    if (file == null || !Files.isRegularFile(file)) {
      throw new ProblemsException(
          List.of(
              new Problem(
                  new Position(name, 1, 1),
                  "no variant '" + name + "'",
                  Suggestion.instead(name, variants()))));
    }
    TomlTable table = TomlTable.parse(show(file), text(file), problems);
    table.table("settings"); // read by the components' schema
    TomlTable output = table.table("output");
    Form form = form(output);
    TomlTable disk = table.table("disk");
    TomlTable kernel = table.table("kernel");
    Variant variant =
        new Variant(
            stem(file),
            table.string("description"),
            table.locatedStrings("components"),
            form,
            form == Form.DISK ? (int) disk.integer("slot-megabytes", 512) : 0,
            kernel.strings("command-line"),
            new VariantSettings(show(file), text(file)));
    output.finish();
    disk.finish();
    kernel.finish();
    table.finish();
    return variant;
  }

  private static Form form(TomlTable output) {
    Map<String, Form> forms = new TreeMap<>();
    for (Form form : Form.values()) {
      forms.put(form.label(), form);
    }
    String named = output.optionalString("form").orElse(Form.DISK.label());
    Form form = forms.get(named);
    if (form == null) {
      output.problem("form", "no form '" + named + "'", Suggestion.instead(named, forms.keySet()));
      return Form.DISK;
    }
    return form;
  }

  private Map<String, Path> variantPaths() {
    Map<String, Path> paths = new TreeMap<>();
    for (Path folder : variantFolders) {
      for (Path file : list(folder)) {
        if (file.toString().endsWith(".toml")) {
          paths.put(stem(file), file);
        }
      }
    }
    return paths;
  }

  /// The folders of all components, by name. A later one takes the place of an earlier one.
  ///
  /// @param problems where it is added which folders cannot have any
  private Map<String, Path> componentPaths(List<Problem> problems) {
    Map<String, Path> paths = new TreeMap<>();
    for (Path folder : componentFolders) {
      if (!Files.isDirectory(folder)) {
        problems.add(
            new Problem(
                new Position(show(folder), 1, 1),
                "there is no such folder of components",
                "name one that is there"));
        continue;
      }
      if (Files.isRegularFile(folder.resolve(FILE))) {
        problems.add(
            new Problem(
                new Position(show(folder.resolve(FILE)), 1, 1),
                "it is a component itself, and no folder of components",
                "name the folder that it is in"));
      }
      for (Path component : list(folder)) {
        if (Files.isRegularFile(component.resolve(FILE))) {
          paths.put(String.valueOf(component.getFileName()), component);
        }
      }
    }
    return paths;
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> found = Files.list(folder)) {
      return found.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("could not list " + folder + ": " + e.getMessage(), e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + file + ": " + e.getMessage(), e);
    }
  }

  private static String stem(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.length() - ".toml".length());
  }

  /// Relative to where the user stands, where that is shorter.
  private static String show(Path file) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = file.toAbsolutePath().normalize();
    return absolute.startsWith(here) ? here.relativize(absolute).toString() : absolute.toString();
  }
}
