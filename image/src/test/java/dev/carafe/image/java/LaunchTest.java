package dev.carafe.image.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LaunchTest {
  private static final Path WORDS = Path.of("build/words.jar");
  private static final Path MAIN = Path.of("build/main.jar");

  @Test
  void argumentsNameEverythingWhereTheNodeHasIt() {
    ClassPath classPath = ClassPath.of(List.of(WORDS, MAIN), "usr/lib/greeter");

    assertThat(new Launch(Greeter.program(), classPath).argumentFile())
        .isEqualTo(
            """
            -XX:+UseSerialGC
            -Xmx32m
            -XX:SharedArchiveFile=/usr/lib/greeter/greeter.jsa
            -Xshare:auto
            -cp
            /usr/lib/greeter/main.jar:/usr/lib/greeter/words.jar
            hello.Main
            """);
  }

  @Test
  void jarsAreInTheOrderOfTheirNames() {
    assertThat(ClassPath.of(List.of(WORDS, MAIN), "lib").jars()).containsExactly(MAIN, WORDS);
  }

  @Test
  void jarsOfOneNameAreRefused() {
    assertThatThrownBy(() -> ClassPath.of(List.of(MAIN, Path.of("other/main.jar")), "lib"))
        .isInstanceOf(SameJarNameException.class)
        .hasMessageContainingAll("build/main.jar", "other/main.jar");
  }

  @Test
  void classListIsTheProgramsOwnOrElseTheJdksAndAllItsClasses(@TempDir Path folder)
      throws IOException {
    List<Path> jars = new Greeter(folder).jars();
    Path otherwise = Files.writeString(folder.resolve("classlist"), "java/lang/Object\n");

    assertThat(ClassList.of("greeter", jars, otherwise))
        .containsExactly("hello/Main", "words/Greeting");
    assertThat(ClassList.of("greeter", jars.subList(0, 1), otherwise))
        .containsExactly("java/lang/Object", "words/Greeting");
  }
}
