package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComponentCommandTest {
  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @TempDir Path folder;

  private int execute(String... words) {
    return Main.commandLine()
        .setOut(new PrintWriter(output, true))
        .setErr(new PrintWriter(errors, true))
        .execute(words);
  }

  private int make(String name, String... more) {
    String[] words = new String[5 + more.length];
    System.arraycopy(
        new String[] {"component", "new", name, "--directory", folder.toString()}, 0, words, 0, 5);
    System.arraycopy(more, 0, words, 5, more.length);
    return execute(words);
  }

  private String check(String... names) {
    output.getBuffer().setLength(0);
    String[] words = new String[2 + names.length];
    words[0] = "component";
    words[1] = "check";
    for (int i = 0; i < names.length; i++) {
      words[2 + i] = folder.resolve(names[i]).toString();
    }
    int code = execute(words);
    assertThat(code)
        .isEqualTo(
            (output.toString().endsWith(": ok\n") ? ExitCode.DONE : ExitCode.MISTAKES).number());
    return output.toString();
  }

  @Test
  void whatIsBegunHasNoMistakeAndSaysWhatComesNext() throws IOException {
    assertThat(make("backup", "--package", "restic", "--package", "libfoo1.0")).isZero();
    assertThat(output.toString())
        .contains("wrote " + folder.resolve("backup/settings.toml"))
        .contains("whether its program is /usr/bin/restic")
        .contains("carafe component check " + folder.resolve("backup"))
        .contains("carafe build VARIANT.toml --components " + folder);
    assertThat(check("backup")).isEqualTo(folder.resolve("backup") + ": ok\n");
    assertThat(folder.resolve("backup/component.toml"))
        .hasContent(
            """
            description = "backup"
            requires = ["agent"]

            [packages.restic]
            files = ["usr/bin/*"]

            [packages."libfoo1.0"]
            files = ["usr/bin/*"]

            [units]
            "multi-user.target" = ["backup.service"]
            """);
    String variant =
        Files.writeString(
                folder.resolve("v.toml"),
                "description = 'v'\ncomponents = ['agent', 'backup', 'kernel', 'initrd']\n")
            .toString();
    execute("settings", "docs", "--variant", variant, "--components", folder.toString());
    assertThat(output.toString())
        .contains("### `settings.backup.arguments`")
        .contains("### `settings.health.gates.backup.unit`");
  }

  @Test
  void aGoProgramNeedsItsModulesPinned() throws IOException {
    assertThat(make("resolver", "--go", "coredns=github.com/coredns/coredns")).isZero();
    assertThat(output.toString())
        .contains("go mod tidy")
        .contains("wrote " + folder.resolve("resolver/go/go.mod"));
    assertThat(folder.resolve("resolver/files/usr/lib/systemd/system/resolver.service"))
        .content()
        .contains("ExecStart=/usr/bin/coredns $ARGUMENTS");
    assertThat(folder.resolve("resolver/go/tools.go"))
        .content()
        .contains("_ \"github.com/coredns/coredns\"");
    assertThat(check("resolver"))
        .contains("there is no file go/go.sum; 'go mod init' and 'go mod tidy'");
    Files.writeString(folder.resolve("resolver/go/go.sum"), "");
    assertThat(check("resolver")).endsWith(": ok\n");
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    Path mine = Files.createDirectories(folder.resolve("backup")).resolve("settings.toml");
    Files.writeString(mine, "# mine\n");
    assertThat(make("backup")).isEqualTo(ExitCode.FAILED.number());
    assertThat(errors.toString()).contains(mine + ": it is there already, and is not overwritten");
    assertThat(mine).hasContent("# mine");
    assertThat(folder.resolve("backup/component.toml")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          Back_up | --package=restic | 'Back_up' is no name of a component: write up to 40 small letters
          backup- | --package=restic | 'backup-' is no name of a component
          time    | --package=restic | there is a component 'time' in this tree: choose another name
          ntp     | --package=restic | there are settings.ntp already: choose another name
          backup  | --package=r=1    | 'r=1' is no package of Debian: write its name alone
          backup  | --go=a/b=x.org/y | 'a/b' is no name of a program
          backup  | --go=b=./y       | './y' is no package of a Go module: write its whole path
          """)
  void aNameThatIsNoneIsWrongUsage(String name, String option, String message) {
    assertThat(make(name, option)).isEqualTo(ExitCode.USAGE.number());
    assertThat(errors.toString()).contains(message);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void mistakesOfAComponentAndBetweenItAndOthersAreToldWithoutBuilding() throws IOException {
    make("backup");
    make("mirror");
    Path settings = folder.resolve("backup/settings.toml");
    Files.writeString(
        settings,
        Files.readString(settings)
                .replace(
                    "type = \"line\"\ndescription = \"What", "type = \"lin\"\ndescription = \"What")
                .replace("/etc/backup.conf", "/etc/mirror.conf")
            + "\n[settings.motd]\ntype = \"line\"\ndescription = \"x\"\n");
    assertThat(check("backup", "mirror"))
        .contains("backup/settings.toml:6:1: no type 'lin'; did you mean 'line'?")
        .contains(
            "backup/settings.toml:26:1: settings.motd is declared a second time; the first is at ")
        .contains("/etc/mirror.conf is written by two configuration files");
  }

  @Test
  void scriptsGetJson() {
    assertThat(make("backup", "--json")).isZero();
    assertThat(output.toString().replaceAll("\\s+", ""))
        .startsWith("{\"folder\":\"" + folder.resolve("backup") + "\",\"files\":[\"")
        .contains("\"next\":[\"");
  }
}
