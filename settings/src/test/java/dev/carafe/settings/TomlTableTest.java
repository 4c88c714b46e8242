package dev.carafe.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TomlTableTest {
  private final List<Problem> problems = new ArrayList<>();

  @Test
  void everyMistakeIsReportedWithItsPlace() {
    TomlTable table =
        TomlTable.parse(
            "web.toml",
            """
            name = 7
            pakages = ["a"]
            files = ["a", 1]
            """,
            problems);
    table.string("name");
    table.strings("packages");
    table.strings("files");
    table.finish();
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly(
            "web.toml:1:1: 'name' is a whole number; write a string",
            "web.toml:3:15: a list of strings holds a whole number; write a string",
            "web.toml:2:1: unknown key 'pakages'; did you mean 'packages'?");
  }

  @Test
  void aSyntaxErrorHasItsPlace() {
    TomlTable.parse("web.toml", "name = \n", problems);
    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().position()).isEqualTo(new Position("web.toml", 1, 8));
  }

  @Test
  void anUnknownEscapeInAKeyHasItsPlace() {
    TomlTable.parse("web.toml", "a = 1\n[b.\"\\E\"]\n", problems);
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly("web.toml:2:5: Invalid escape sequence '\\E'");
  }

  @Test
  void absentTablesAndListsAreEmpty() {
    TomlTable table = TomlTable.parse("web.toml", "", problems);
    assertThat(table.table("packages").keys()).isEmpty();
    assertThat(table.tables("containers")).isEmpty();
    assertThat(problems).isEmpty();
  }
}
