package dev.carafe.cli;

import dev.carafe.cli.bench.PodsBench;
import dev.carafe.image.BuiltImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The variant `plain` with one more preloaded image, of which the pods are that are measured.
final class MeasuredVariant {
  private static final String NAME = "measured";
  private static final String COMPONENTS = "components = [";

  private MeasuredVariant() {}

  /// Builds it, beside the other variants' images.
  static BuiltImage build(BuildOptions options, Workshop workshop) throws IOException {
    Path folder = workshop.output().resolve("bench");
    Path component = Files.createDirectories(folder.resolve("components").resolve(NAME));
    Files.writeString(component.resolve("component.toml"), PodsBench.component());
    Path variant = folder.resolve(NAME + ".toml");
    Files.writeString(variant, variant());
    List<Path> components = new ArrayList<>(options.blueprints.components);
    components.add(folder.resolve("components"));
    options.blueprints.components = components;
    return workshop.build(variant.toString());
  }

  private static String variant() throws IOException {
    Path file = Main.home().resolve("variants/plain.toml");
    String plain = Files.readString(file);
    if (!plain.contains(COMPONENTS)) {
      throw new IOException("could not add a component to " + file + ": there is no list of them");
    }
    return plain.replace(COMPONENTS, COMPONENTS + "\n  \"" + NAME + "\",");
  }
}
