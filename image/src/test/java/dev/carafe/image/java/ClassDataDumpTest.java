package dev.carafe.image.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ClassDataDumpTest {
  @Test
  void everyPathIsMadeEquallyLong() {
    for (int length = 1; length < 398; length++) {
      Path path = Path.of("/" + "a".repeat(length));
      Path lengthened = ClassDataDump.lengthened(path, 400);
      assertThat(lengthened.startsWith(path)).isTrue();
      assertThat(lengthened.toString()).hasSize(400);
      for (Path name : path.relativize(lengthened)) {
        assertThat(name.toString().length()).isLessThanOrEqualTo(201);
      }
    }
  }

  @Test
  void aPathThatIsTooLongIsRefused() {
    assertThatThrownBy(() -> ClassDataDump.lengthened(Path.of("/" + "a".repeat(399)), 400))
        .isInstanceOf(PathTooLongException.class)
        .hasMessageContaining("--cache");
  }
}
