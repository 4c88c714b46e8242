package dev.carafe.settings;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.carafe.settings.generation.GenerationFileFuzz;
import dev.carafe.settings.json.JsonReaderFuzz;
import dev.carafe.settings.manifest.ManifestsFuzz;
import dev.carafe.settings.reading.CompiledSchemaFuzz;
import dev.carafe.settings.reading.SchemaReaderFuzz;
import dev.carafe.settings.reading.SettingsReaderFuzz;
import dev.carafe.settings.template.TemplateFuzz;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What fuzzing begins with, and what it has found. `scripts/fuzz` goes on from there.
class FuzzTest {
  private static final Map<String, Consumer<byte[]>> TARGETS =
      Map.of(
          "CompiledSchemaFuzz", CompiledSchemaFuzz::fuzzerTestOneInput,
          "GenerationFileFuzz", GenerationFileFuzz::fuzzerTestOneInput,
          "JsonReaderFuzz", JsonReaderFuzz::fuzzerTestOneInput,
          "ManifestsFuzz", ManifestsFuzz::fuzzerTestOneInput,
          "SchemaReaderFuzz", SchemaReaderFuzz::fuzzerTestOneInput,
          "SettingsReaderFuzz", SettingsReaderFuzz::fuzzerTestOneInput,
          "TemplateFuzz", TemplateFuzz::fuzzerTestOneInput);

  @TestFactory
  Stream<DynamicTest> everySeedIsReadOrRefused() {
    return TARGETS.entrySet().stream()
        .flatMap(target ->
            seeds(target.getKey()).stream()
                .map(seed ->
                    dynamicTest(
                        seed.toString(),
                        () -> target.getValue().accept(Files.readAllBytes(seed)))));
  }

  private static List<Path> seeds(String target) {
    try (Stream<Path> files = Files.list(Path.of("src/test/fuzz", target))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("could not list the seeds of " + target, e);
    }
  }
}
