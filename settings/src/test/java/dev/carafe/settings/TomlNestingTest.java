package dev.carafe.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.settings.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TomlNestingTest {
  private static final int MANY = 100_000;

  private final List<Problem> problems = new ArrayList<>();

  private Json.Struct parse(String text) {
    return TomlDocument.parse("deep.toml", text, problems).value();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = [",
        "x = {a = ",
        "x.",
        "[x.",
        "[[x",
        "x = [{a.b = ",
        "a = 1\nx = [\n",
        "x = ["
      })
  void whatGoesTooDeepIsAProblemAndNoOverflow(String start) {
    String more = start.substring(start.indexOf('x') + 1).replace("= ", "").strip();
    assertThat(parse(start + (more.isEmpty() ? "[" : more).repeat(MANY)).members()).isEmpty();
    assertThat(problems)
        .singleElement()
        .satisfies(problem ->
            assertThat(problem.found())
                .isEqualTo("more than 64 levels of lists and tables in each other"));
  }

  @Test
  void theProblemIsWhereItGoesTooDeep() {
    parse("a = 1\nx = " + "[".repeat(65));
    assertThat(problems.getFirst().position()).isEqualTo(new Position("deep.toml", 2, 69));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# DEEP",
        "a = \"DEEP\\\"DEEP\"",
        "a = 'DEEP'",
        "a = \"\"\"\nDEEP\\\"\"\"DEEP\nDEEP\"\"\"",
        "a = '''\nDEEP\nDEEP'''",
      })
  void bracketsAndDotsInTextsAndCommentsDoNotCount(String text) {
    parse(text.replace("DEEP", "[".repeat(70) + ".".repeat(70)));
    assertThat(problems).isEmpty();
  }

  @Test
  void whatFollowsAnotherGoesNoDeeper() {
    String deep = "[".repeat(63) + "]".repeat(63);
    parse("x = [\n" + "[1.5, {a.b = 2}],\n".repeat(100) + "]\ny = " + deep + "\nz = " + deep);
    assertThat(problems).isEmpty();
  }

  @Test
  void aStringMayEndWithQuotesOfItsOwn() {
    parse("x = [\"\"\"a\"\"\"\"\"," + "[".repeat(70));
    assertThat(problems)
        .singleElement()
        .satisfies(p -> assertThat(p.found()).contains("64 levels"));
  }
}
