package dev.carafe.node;

import dev.carafe.settings.Problem;
import dev.carafe.settings.reading.CompiledSchema;
import dev.carafe.settings.reading.SchemaReader;
import dev.carafe.settings.reading.SchemaUnion;
import dev.carafe.settings.schema.Schema;
import dev.carafe.settings.template.RenderedDefaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The components of this repository, as they are installed on a node.
public final class Components {
  private static final Path FOLDER = Path.of("../components");

  private Components() {}

  /// What all of them declare.
  public static Schema schema() {
    List<Problem> problems = new ArrayList<>();
    List<Schema> schemas = new ArrayList<>();
    for (Path component : list(FOLDER)) {
      Path file = component.resolve("settings.toml");
      if (Files.exists(file)) {
        schemas.add(new SchemaReader(problems).read(file.toString(), text(file)));
      }
    }
    Schema schema = SchemaUnion.of(schemas, problems);
    if (!problems.isEmpty()) {
      throw new IllegalStateException(problems.toString());
    }
    return schema;
  }

  /// Puts the schema, the templates and the files of `/etc` below a root, where an image has them.
  public static void install(Path root) throws IOException {
    Path share = Files.createDirectories(root.resolve("usr/share/carafe"));
    Files.writeString(share.resolve("settings.json"), CompiledSchema.write(schema()));
    for (Path component : list(FOLDER)) {
      copy(component.resolve("files/usr/share"), root.resolve("usr/share"));
      copy(component.resolve("files/usr/share/factory/etc"), root.resolve("etc"));
    }
    for (Map.Entry<String, String> file :
        RenderedDefaults.of(schema(), path -> text(root.resolve(path.substring(1)))).entrySet()) {
      for (Path place : List.of(root, root.resolve("usr/share/factory"))) {
        Path target = place.resolve(file.getKey().substring(1));
        Files.createDirectories(target.resolveSibling(""));
        Files.writeString(target, file.getValue());
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.resolveSibling(""));
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> found = Files.list(folder)) {
      return found.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
