package dev.carafe.image.go;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.image.component.Component.GoSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoProgramsTest {
  private static final String TOOLCHAIN = "go1.27.3";
  private static final Map<String, String> PROGRAMS = Map.of("usr/bin/a", "a.org/a");
  private static final Map<String, String> VARIABLES = Map.of("a.org/a.version", "1");

  @TempDir private Path module;

  @BeforeEach
  void writeModule() throws IOException {
    Files.writeString(module.resolve("go.mod"), "module m\n");
    Files.writeString(module.resolve("go.sum"), "a.org/a v1.0.0 h1:a=\n");
  }

  private GoSource source(
      Map<String, String> programs, List<String> tags, Map<String, String> variables) {
    return new GoSource(module, TOOLCHAIN, programs, tags, variables);
  }

  private String key() {
    return GoPrograms.key(source(PROGRAMS, List.of("t"), VARIABLES), TOOLCHAIN);
  }

  @Test
  void everyInputDecidesWhatIsBuilt() throws IOException {
    String first = key();
    assertThat(key()).isEqualTo(first);
    Stream<String> others =
        Stream.of(
            GoPrograms.key(source(PROGRAMS, List.of("t"), VARIABLES), "go1.27.4"),
            GoPrograms.key(source(PROGRAMS, List.of("u"), VARIABLES), TOOLCHAIN),
            GoPrograms.key(source(PROGRAMS, List.of("t"), Map.of()), TOOLCHAIN),
            GoPrograms.key(
                source(PROGRAMS, List.of("t"), Map.of("a.org/a.version", "2")), TOOLCHAIN),
            GoPrograms.key(
                source(Map.of("usr/bin/a", "a.org/b"), List.of("t"), VARIABLES), TOOLCHAIN),
            GoPrograms.key(
                source(Map.of("usr/bin/b", "a.org/a"), List.of("t"), VARIABLES), TOOLCHAIN));
    Files.writeString(module.resolve("go.sum"), "a.org/a v1.0.0 h1:b=\n");
    String otherSums = key();
    Files.writeString(module.resolve("go.mod"), "module other\n");
    assertThat(Stream.concat(others, Stream.of(first, otherSums, key())).toList())
        .hasSize(9)
        .doesNotHaveDuplicates();
  }

  @Test
  void anotherFileBesideTheModuleIsNoInput() throws IOException {
    String first = key();
    Files.writeString(module.resolve("tools.go"), "package tools\n");
    assertThat(key()).isEqualTo(first);
  }

  @Test
  void variablesAreQuotedForGo() {
    Map<String, String> variables = Map.of("a.b", "c d", "a.a", "it's");
    assertThat(GoPrograms.linkerFlags(source(PROGRAMS, List.of(), variables)))
        .isEqualTo("-s -w -buildid= \"-X=a.a=it's\" '-X=a.b=c d'");
  }
}
