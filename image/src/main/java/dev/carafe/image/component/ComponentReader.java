package dev.carafe.image.component;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.component.Component.Account;
import dev.carafe.image.component.Component.ContainerStart;
import dev.carafe.image.component.Component.JavaProgram;
import dev.carafe.image.component.Component.KernelSelection;
import dev.carafe.image.component.Component.PackageSelection;
import dev.carafe.image.component.Component.PreloadedImage;
import dev.carafe.image.component.Component.Target;
import dev.carafe.settings.Located;
import dev.carafe.settings.Problem;
import dev.carafe.settings.TomlTable;
import dev.carafe.settings.reading.SchemaReader;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads `component.toml`. Mistakes gather in the list it was given.
final class ComponentReader {
  private static final String SETTINGS = "settings.toml";

  private final List<Problem> problems;

  ComponentReader(List<Problem> problems) {
    this.problems = problems;
  }

  Component read(Path folder, String source, String text) {
    TomlTable table = TomlTable.parse(source, text, problems);
    Path files = folder.resolve("files");
    Map<String, Path> folders = folders(table.table("folders"), folder);
    Component component =
        new Component(
            String.valueOf(folder.getFileName()),
            table.string("description"),
            target(table),
            table.locatedStrings("requires"),
            packages(table.table("packages")),
            kernel(table),
            users(table.table("users")),
            groups(table.table("groups")),
            wants(table.table("units")),
            links(table.table("links")),
            bundles(table.table("bundle")),
            images(table.table("images")),
            java(table, folder),
            new GoReader(folder, beside(source), problems).read(table),
            container(table),
            Files.isDirectory(files) ? Optional.of(files) : Optional.empty(),
            folders,
            new ClaimReader(folder, beside(source)).read(table, folders),
            settings(folder, source),
            digest(folder, folders.values()));
    table.finish();
    return component;
  }

  /// From the file beside the component's own.
  private Optional<Schema> settings(Path folder, String source) {
    Path file = folder.resolve(SETTINGS);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      String shown = beside(source) + SETTINGS;
      return Optional.of(new SchemaReader(problems).read(shown, Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + file + ": " + e.getMessage(), e);
    }
  }

  /// What problems call the folder of a file, with a slash.
  private static String beside(String source) {
    return source.substring(0, source.lastIndexOf('/') + 1);
  }

  private static Sha256 digest(Path folder, Collection<Path> others) {
    return Sha256.of(
        Stream.concat(Stream.of(folder), others.stream())
            .map(ComponentReader::listing)
            .collect(Collectors.joining("\n")));
  }

  private static String listing(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .map(file -> folder.relativize(file) + " " + Sha256.of(file))
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + folder + ": " + e.getMessage(), e);
    }
  }

  private static Target target(TomlTable table) {
    return switch (table.optionalString("into").orElse("usr")) {
      case "usr" -> Target.USR;
      case "initrd" -> Target.INITRD;
      case String other -> {
        table.problem("into", "unknown tree '" + other + "'", "write \"usr\" or \"initrd\"");
        yield Target.USR;
      }
    };
  }

  private List<PackageSelection> packages(TomlTable table) {
    List<PackageSelection> selections = new ArrayList<>();
    table
        .namedTables()
        .forEach((name, selection) -> {
          selections.add(
              new PackageSelection(
                  new PathPattern(name),
                  table.position(name),
                  Set.copyOf(selection.strings("without")),
                  patterns(selection, "files")));
          selection.finish();
        });
    return selections;
  }

  private Optional<KernelSelection> kernel(TomlTable table) {
    if (!table.has("kernel")) {
      return Optional.empty();
    }
    TomlTable kernel = table.table("kernel");
    Optional<Located<PathPattern>> image =
        kernel
            .optionalString("image")
            .map(path -> new Located<>(new PathPattern(path), kernel.position("image")));
    List<Located<PathPattern>> modules = patterns(kernel, "modules");
    kernel.finish();
    return Optional.of(new KernelSelection(image, modules));
  }

  private List<Located<PathPattern>> patterns(TomlTable table, String key) {
    List<Located<PathPattern>> patterns = new ArrayList<>();
    for (Located<String> text : table.locatedStrings(key)) {
      PathPattern pattern = new PathPattern(text.value());
      try {
        pattern.compile("");
        patterns.add(new Located<>(pattern, text.position()));
      } catch (PatternSyntaxException _) {
        problems.add(
            new Problem(
                text.position(), "'" + text.value() + "' is no pattern", "close each brace"));
      }
    }
    return patterns;
  }

  private static Map<String, Account> users(TomlTable table) {
    Map<String, Account> users = new TreeMap<>();
    table
        .namedTables()
        .forEach((name, user) -> {
          long id = user.integer("id", -1);
          if (id < 0 || id > 65534) {
            user.problem("id", "user '" + name + "' has no id", "write an id from 0 to 65534");
          }
          users.put(name, new Account((int) id, user.optionalString("home").orElse("/")));
          user.finish();
        });
    return users;
  }

  private static Map<String, Integer> groups(TomlTable table) {
    Map<String, Integer> groups = new TreeMap<>();
    for (String name : table.keys()) {
      groups.put(name, (int) table.integer(name, 0));
    }
    return groups;
  }

  private static Map<String, List<Located<String>>> wants(TomlTable table) {
    Map<String, List<Located<String>>> wants = new TreeMap<>();
    for (String target : table.keys()) {
      wants.put(target, table.locatedStrings(target));
    }
    return wants;
  }

  private static Map<String, String> links(TomlTable table) {
    Map<String, String> links = new LinkedHashMap<>();
    for (String path : table.keys()) {
      links.put(path, table.string(path));
    }
    return links;
  }

  /// Seen from the component's.
  private static Map<String, Path> folders(TomlTable table, Path component) {
    Map<String, Path> folders = new TreeMap<>();
    for (String place : table.keys()) {
      Path folder = component.resolve(table.string(place)).normalize();
      if (Files.isDirectory(folder)) {
        folders.put(place, folder);
      } else {
        table.problem(place, "there is no folder " + folder, "write one, seen from here");
      }
    }
    return folders;
  }

  private static Map<String, Located<PathPattern>> bundles(TomlTable table) {
    Map<String, Located<PathPattern>> bundles = new LinkedHashMap<>();
    for (String path : table.keys()) {
      bundles.put(path, new Located<>(new PathPattern(table.string(path)), table.position(path)));
    }
    return bundles;
  }

  private static Map<String, PreloadedImage> images(TomlTable table) {
    Map<String, PreloadedImage> images = new TreeMap<>();
    table
        .namedTables()
        .forEach((name, image) -> {
          images.put(
              name,
              new PreloadedImage(
                  image.string("tag"),
                  image.string("package"),
                  image.string("program"),
                  image.strings("command")));
          image.finish();
        });
    return images;
  }

  private static Optional<ContainerStart> container(TomlTable table) {
    if (!table.has("container")) {
      return Optional.empty();
    }
    TomlTable container = table.table("container");
    ContainerStart start =
        new ContainerStart(container.strings("command"), container.strings("environment"));
    if (start.command().isEmpty()) {
      container.problem("command", "the container has no command", "write one");
    }
    container.finish();
    return Optional.of(start);
  }

  /// An application with a slash is a folder of jars, seen from the component's.
  private static Optional<JavaProgram> java(TomlTable table, Path folder) {
    if (!table.has("java")) {
      return Optional.empty();
    }
    TomlTable java = table.table("java");
    String application = java.string("application");
    Optional<Path> jars =
        application.contains("/")
            ? Optional.of(folder.resolve(application).normalize())
            : Optional.empty();
    JavaProgram program =
        new JavaProgram(
            jars.map(path -> String.valueOf(path.getFileName())).orElse(application),
            jars,
            java.string("install"),
            java.string("runtime"),
            java.string("main"),
            java.strings("modules"),
            java.strings("options"));
    java.finish();
    return Optional.of(program);
  }
}
