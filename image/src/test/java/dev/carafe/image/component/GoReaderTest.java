package dev.carafe.image.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.carafe.image.component.Component.GoSource;
import dev.carafe.settings.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoReaderTest {
  private static final String HEAD = "description = 'a tool'\ncontainer.command = ['/a']\n";
  private static final String PROGRAM = "[go.programs]\n'usr/bin/a' = 'a.org/a/cmd/a'\n";

  @TempDir private Path folder;

  @BeforeEach
  void writeModule() throws IOException {
    Files.createDirectory(folder.resolve("go"));
    module("module m\n\ngo 1.25\n\ntoolchain go1.27.3\n");
    Files.writeString(folder.resolve("go/go.sum"), "");
  }

  private void module(String text) throws IOException {
    Files.writeString(folder.resolve("go/go.mod"), text);
  }

  private Component read(String text) throws IOException {
    Files.writeString(folder.resolve("component.toml"), HEAD + text);
    return BlueprintReader.image(folder);
  }

  @Test
  void programsAreReadWithWhatTheyAreBuiltOf() throws IOException {
    GoSource source =
        read("""
        [go]
        tags = ['netgo']
        [go.variables]
        'a.org/a/version.gitVersion' = 'v1'
        [go.programs]
        'usr/bin/a' = 'a.org/a-b/v2/cmd/a'
        """)
            .go()
            .orElseThrow();
    assertThat(source.module()).isEqualTo(folder.resolve("go"));
    assertThat(source.toolchain()).isEqualTo("go1.27.3");
    assertThat(source.programs()).containsOnly(entry("usr/bin/a", "a.org/a-b/v2/cmd/a"));
    assertThat(source.tags()).containsExactly("netgo");
    assertThat(source.variables()).containsOnly(entry("a.org/a/version.gitVersion", "v1"));
  }

  @Test
  void aComponentWithoutTheTableBuildsNothing() throws IOException {
    assertThat(read("").go()).isEmpty();
  }

  @Test
  void theModuleIsPartOfTheComponent() throws IOException {
    Component first = read(PROGRAM);
    Files.writeString(folder.resolve("go/go.sum"), "a.org/a v1.0.0 h1:a=\n");
    assertThat(read(PROGRAM).digest()).isNotEqualTo(first.digest());
  }

  @ParameterizedTest
  @CsvSource({
    "'go 1.25\ntoolchain go1.27.3 // for now', go1.27.3",
    "'go 1.27.3', go1.27.3",
    "'go 1.27.3\ntoolchain go1.28rc1', go1.28rc1"
  })
  void theToolchainIsThatOfGosOwnRules(String lines, String toolchain) throws IOException {
    module("module m\n" + lines + "\n");
    assertThat(read(PROGRAM).go().orElseThrow().toolchain()).isEqualTo(toolchain);
  }

  @ParameterizedTest
  @CsvSource({
    "'module m\n', 1",
    "'module m\ngo 1.25\n', 2",
    "'module m\ngo 1.27.3\ntoolchain default\n', 3",
    "'module m\n// toolchain go1.27.3\n', 1"
  })
  void aModuleThatNamesNoToolchainIsAMistake(String text, int line) throws IOException {
    module(text);
    assertThatThrownBy(() -> read(PROGRAM))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining(
            "go/go.mod:%d:1: it does not say which Go builds it; add a line with its whole version:"
                    .formatted(line)
                + " toolchain go1.27.3");
  }

  @Test
  void aModuleThatIsNotThereIsAMistake() throws IOException {
    Files.delete(folder.resolve("go/go.mod"));
    Files.delete(folder.resolve("go/go.sum"));
    assertThatThrownBy(() -> read(PROGRAM))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("there is no file go/go.mod; 'go mod init'")
        .hasMessageContaining("there is no file go/go.sum");
  }

  @ParameterizedTest
  @ValueSource(strings = {"./cmd/a", "a.org/a/...", "-toolexec=a", "a.org/a@v1.0.0", "a b", ""})
  void whatIsNoPackageIsAMistake(String name) {
    assertThatThrownBy(() -> read("[go.programs]\n'usr/bin/a' = '" + name + "'\n"))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("component.toml:4:1: '" + name + "' is no package; write its whole");
  }

  @Test
  void everyMistakeIsTold() {
    assertThatThrownBy(() ->
            read(
                """
                into = 'initrd'
                [go]
                tag = ['a']
                [go.variables]
                'version' = 'v1'
                'a.org/a.b' = '''"it's"'''
                """))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("no program is built for the initrd; build it into \"usr\"")
        .hasMessageContaining("it builds no program; add [go.programs]")
        .hasMessageContaining("unknown key 'tag'; did you mean 'tags'?")
        .hasMessageContaining("'version' is no variable of a package; write \"PACKAGE.VARIABLE\"")
        .hasMessageContaining("the value has quotes of both kinds");
  }
}
