package dev.carafe.settings.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {
  private final List<Problem> problems = new ArrayList<>();

  private List<YamlReader.Document> read(String text) {
    return YamlReader.read("x.yaml", text, problems);
  }

  private List<String> messages() {
    return problems.stream().map(Problem::toString).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "80, 80",
    "-3, -3",
    "+5, 5",
    "0644, 420",
    "0o644, 420",
    "0x1F, 31",
    "0, 0",
    "0.5, 0.5",
    ".5, 0.5",
    "1., 1",
    "1e3, 1E+3",
    "true, true",
    "False, false"
  })
  void plainWordsAreNumbersAndBooleansAsKubernetesReadsThem(String text, String json) {
    Json value = PlainScalar.value(text);
    assertThat(
            value instanceof Json.Numeral(String literal)
                ? literal
                : String.valueOf(((Json.Bool) value).value()))
        .isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0899", "yes", "1.2.3", ".inf", "1_000", "12e99999", "0x", "-", "512Mi"})
  void otherPlainWordsAreTexts(String text) {
    assertThat(PlainScalar.value(text)).isEqualTo(Json.of(text));
  }

  @Test
  void aNumberOfAMegabyteIsAText() {
    assertThat(PlainScalar.value("9".repeat(1 << 20))).isInstanceOf(Json.Text.class);
  }

  @Test
  void eachPartHasItsPlace() {
    List<YamlReader.Document> documents =
        read("\uFEFF# a comment\n---\na: 1\nb:\n  - \"x\"\n  - {c: 'é', d: |\n---\n");
    assertThat(documents).isEmpty();
    assertThat(messages()).singleElement().asString().startsWith("x.yaml:6:");
    problems.clear();
    documents = read("# a comment\n---\na: 1\nb:\n  - \"x\"\n  - {c: 'é', d: 2}\n--- \n...\n");
    assertThat(problems).isEmpty();
    Yaml.Mapping root = (Yaml.Mapping) documents.getFirst().root();
    assertThat(root.member("b").orElseThrow().key()).isEqualTo(new Position("x.yaml", 4, 1));
    Yaml.Sequence list = (Yaml.Sequence) root.member("b").orElseThrow().value();
    assertThat(list.elements().getFirst().position()).isEqualTo(new Position("x.yaml", 5, 5));
    Yaml.Mapping inner = (Yaml.Mapping) list.elements().get(1);
    assertThat(inner.member("d").orElseThrow().key()).isEqualTo(new Position("x.yaml", 6, 14));
    assertThat(documents).hasSize(1); // an empty one says nothing
  }

  @Test
  void whatIsNoYamlEndsTheTextAndTheDocumentsBeforeItAreThere() {
    assertThat(read("a: 1\n---\nb: [1\nc: 2\n")).hasSize(1);
    assertThat(messages()).singleElement().asString().startsWith("x.yaml:4:2: could not read YAML");
  }

  @Test
  void anAliasIsWhatItsAnchorIs() {
    Yaml.Mapping root = (Yaml.Mapping) read("a: &x {n: 1}\nb: *x\n").getFirst().root();
    assertThat(problems).isEmpty();
    assertThat(root.member("b").orElseThrow().value())
        .isEqualTo(root.member("a").orElseThrow().value());
  }

  @Test
  void mistakesOfYamlAreAllTold() {
    List<YamlReader.Document> documents =
        read(
            """
            a: 1
            a: 2
            b: *nobody
            c: !!int "5"
            d: !mine {x: 1}
            [1, 2]: e
            ~: f
            """);
    assertThat(messages())
        .containsExactly(
            "x.yaml:2:1: 'a' is there a second time; write it once",
            "x.yaml:3:4: no '&nobody' before this; write what it is to be",
            "x.yaml:4:4: tag '!!int' is not known here; write the value without it",
            "x.yaml:5:4: tag '!mine' is not known here; write the value without it",
            "x.yaml:6:1: a key is a list; write a string",
            "x.yaml:7:1: a key is empty; write a string");
    assertThat(documents).singleElement().matches(document -> !document.isSound());
  }

  @Test
  void anAnchorIsNotKnownInItself() {
    read("a: &x [*x]\n");
    assertThat(messages())
        .containsExactly("x.yaml:1:8: no '&x' before this; write what it is to be");
  }

  @Test
  void anchorsAreOfTheirDocument() {
    read("a: &x 1\n---\nb: *x\n");
    assertThat(messages())
        .containsExactly("x.yaml:3:4: no '&x' before this; write what it is to be");
  }

  @Test
  void aBombOfAliasesIsRefusedBeforeItGoesOff() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 48; i++) {
      text.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertThat(read(text.toString())).isEmpty();
    assertThat(messages())
        .singleElement()
        .asString()
        .matches("x.yaml:\\d\\d:\\d+: up to here, with what its aliases stand for, it is more.*");
  }

  @Test
  void aLongTextCannotBeMadeManyTimes() {
    read("a: &a " + "x".repeat(100_000) + "\nb: [" + "*a, ".repeat(100) + "]\n");
    assertThat(messages()).singleElement().asString().contains("more than 2097152; write less");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? "})
  void levelsHaveALimit(String level) {
    assertThat(read(level.repeat(100_000))).isEmpty();
    assertThat(messages())
        .singleElement()
        .asString()
        .contains("more than 64 levels of lists and tables; write fewer");
  }

  @Test
  void aCharacterThatMayNotStandThereIsToldWithItsPlace() {
    read("a: 1\nb: \u0007x\n");
    assertThat(messages())
        .containsExactly(
            "x.yaml:2:4: character U+0007 may not stand in YAML; leave it out, or write it as \\u"
                + " in double quotes");
  }

  @Test
  void aVersionOfYamlThatIsNotThereIsTold() {
    read("%YAML 2.0\n---\na: 1\n");
    assertThat(messages()).singleElement().asString().startsWith("x.yaml:1:1: could not read YAML");
  }
}
