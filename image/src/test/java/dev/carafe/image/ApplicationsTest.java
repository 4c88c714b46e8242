package dev.carafe.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.image.component.Component.JavaProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationsTest {
  @TempDir private Path folder;

  private static JavaProgram program(String name, Optional<Path> jars) {
    return new JavaProgram(name, jars, "usr/a", "usr/b", "a.Main", List.of(), List.of());
  }

  @Test
  void theJarsOfAProgramAreThoseOfItsFolder() throws IOException {
    Path ours = Files.createDirectories(folder.resolve("ours"));
    Path theirs = Files.createDirectories(folder.resolve("theirs"));
    Path b = Files.createFile(ours.resolve("b.jar"));
    Path a = Files.createFile(ours.resolve("a.jar"));
    Files.createFile(ours.resolve("a.txt"));
    Path c = Files.createFile(theirs.resolve("c.jar"));
    Applications applications = new Applications(Map.of("ours", ours));
    assertThat(applications.jars(program("ours", Optional.empty()))).containsExactly(a, b);
    assertThat(applications.jars(program("ours", Optional.of(theirs)))).containsExactly(c);
  }

  @Test
  void anApplicationThatNobodyBuiltIsAnError() {
    Applications applications = new Applications(Map.of("gone", folder.resolve("gone")));
    for (String name : List.of("gone", "unknown")) {
      assertThatThrownBy(() -> applications.jars(program(name, Optional.empty())))
          .isInstanceOf(ImageException.class)
          .hasMessage("could not find the Java application '" + name + "': no jar of it is there");
    }
  }
}
