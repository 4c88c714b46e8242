package dev.carafe.disk;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.carafe.disk.delta.DeltaFormatFuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What fuzzing begins with, and what it has found. `scripts/fuzz` goes on from there.
class FuzzTest {

  @TestFactory
  List<DynamicTest> everySeedIsReadOrRefused() throws IOException {
    try (Stream<Path> seeds = Files.list(Path.of("src/test/fuzz/DeltaFormatFuzz"))) {
      return seeds
          .sorted()
          .map(seed ->
              dynamicTest(
                  seed.toString(),
                  () -> DeltaFormatFuzz.fuzzerTestOneInput(Files.readAllBytes(seed))))
          .toList();
    }
  }
}
