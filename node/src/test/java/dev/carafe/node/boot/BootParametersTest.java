package dev.carafe.node.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.Components;
import dev.carafe.settings.Problem;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.reading.SettingsReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BootParametersTest {
  private final List<Problem> problems = new ArrayList<>();

  private String text(String toml) {
    return BootParameters.read(read(toml)).text();
  }

  private SettingsTree read(String toml) {
    return new SettingsReader(Components.schema(), List.of(new BootRule()))
        .readToml("user-data", toml, problems);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          loglevel = ["5"]                      | loglevel=5
          console = ["tty0", "ttyS1,115200n8"]  | console=tty0 console=ttyS1,115200n8
          nosmt = []                            | nosmt
          quiet = [""]                          | quiet
          dyndbg = ["file a.c +p"]              | dyndbg="file a.c +p"
          note = ["it's"]                       | note="it's"
          "usbcore.quirks" = ["a=b"]            | usbcore.quirks=a=b
          """)
  void aParameterStandsInTheCommandLineAsTheKernelReadsIt(String setting, String text) {
    assertThat(text("[settings.boot.kernel-parameters]\n" + setting)).isEqualTo(text);
    assertThat(text("[settings.boot.init-parameters]\n" + setting)).isEqualTo("-- " + text);
    assertThat(problems).isEmpty();
  }

  @Test
  void thoseOfInitAreBehindThoseOfTheKernelAndAllInTheOrderOfTheirNames() {
    assertThat(
            text(
                """
                [settings.boot]
                init-parameters = { "systemd.log_level" = ["debug"] }
                kernel-parameters = { b = ["2", "1"], a = [] }
                """))
        .isEqualTo("a b=2 b=1 -- systemd.log_level=debug");
    assertThat(text("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "usrhash",
        "roothash",
        "root",
        "init",
        "initrd",
        "rdinit",
        "--",
        "rd.systemd.unit",
        "systemd.verity_usr_data",
        "systemd.verity-usr-options",
        "systemd.verity",
        "mount.usrflags",
        "carafe.settings"
      })
  void whatStartsTheVerifiedSystemIsNoSetting(String name) {
    for (String group : List.of("kernel", "init")) {
      String head = "[settings.boot." + group + "-parameters]\nnosmt = []\n";
      problems.clear();
      assertThat(text(head + "\"" + name + "\" = ['0']")).isIn("nosmt", "-- nosmt");
      assertThat(problems)
          .extracting(Problem::toString)
          .containsExactly(
              "user-data:3:1: the system keeps '"
                  + name
                  + "' for itself: it starts its verified /usr by it; leave it out");
    }
  }

  @Test
  void theCommandLineHasAnEnd() {
    String room = "x".repeat(SettingsAddon.ROOM - "a=".length());
    assertThat(text("[settings.boot.kernel-parameters]\na = ['" + room + "']")).endsWith("xx");
    assertThat(problems).isEmpty();
    assertThat(text("[settings.boot.kernel-parameters]\na = ['" + room + "x']")).isEmpty();
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly(
            "user-data:1:1: the parameters take 1504 characters of the kernel's command line;"
                + " leave some out, there is room for 1503");
  }
}
