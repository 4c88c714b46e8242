package dev.carafe.node;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.carafe.node.http.RequestReaderFuzz;
import dev.carafe.node.network.NetConfigFuzz;
import dev.carafe.node.provisioning.UnpackingFuzz;
import dev.carafe.node.websocket.WebSocketFuzz;
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
          "NetConfigFuzz", NetConfigFuzz::fuzzerTestOneInput,
          "RequestReaderFuzz", RequestReaderFuzz::fuzzerTestOneInput,
          "UnpackingFuzz", UnpackingFuzz::fuzzerTestOneInput,
          "WebSocketFuzz", WebSocketFuzz::fuzzerTestOneInput);

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
