package dev.carafe.settings.reading;

import dev.carafe.settings.Problem;
import dev.carafe.settings.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The schemas of all components of this repository.
public final class ComponentSchemas {
  private ComponentSchemas() {}

  public static Schema read(List<Problem> problems) {
    List<Schema> schemas = new ArrayList<>();
    for (Path file : files()) {
      schemas.add(new SchemaReader(problems).read(name(file), text(file)));
    }
    return SchemaUnion.of(schemas, problems);
  }

  static List<Path> files() {
    try (Stream<Path> components = Files.list(Path.of("../components"))) {
      return components
          .map(component -> component.resolve("settings.toml"))
          .filter(Files::exists)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path file) {
    return "components/" + file.getName(file.getNameCount() - 2) + "/settings.toml";
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
