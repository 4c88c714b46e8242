package dev.carafe.trust.tuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetPathTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "stable/plain/x86_64/a b.raw", ".hidden", "a..b", "ä"})
  void namesStandBetweenSlashes(String path) {
    assertThat(TargetPath.parse(path)).contains(new TargetPath(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/a", "a/", "a//b", "..", "a/../b", "./a", "a\\b", "a\nb"})
  void nothingElseIsAPath(String path) {
    assertThat(TargetPath.parse(path)).isEmpty();
    assertThatThrownBy(() -> new TargetPath(path)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFoldersFilesAreFoundByTheirEncodedNames(@TempDir Path folder) throws IOException {
    Path inner = Files.createDirectories(folder.resolve("inner"));
    Files.writeString(Files.createDirectories(inner.resolve("x")).resolve("a b+c"), "found");
    Files.writeString(folder.resolve("secret"), "not yours");
    Source source = Source.of(inner);
    try (var in = source.open("x/a%20b%2Bc")) {
      assertThat(in.readAllBytes()).asString().isEqualTo("found");
    }
    for (String way : new String[] {"../secret", "%2E%2E%2Fsecret", "%2e%2e/secret", "x/y"}) {
      assertThatThrownBy(() -> source.open(way).close()).isInstanceOf(NoSuchFileException.class);
    }
  }
}
