package dev.carafe.image.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DependencyTest {

  private static List<String> parse(String field) {
    return Dependency.parseField(field, "amd64").stream().map(Dependency::toString).toList();
  }

  @Test
  void readsAlternativesVersionsAndQualifiers() {
    assertThat(parse("libc6 (>= 2.38), debconf (>= 0.5)|debconf-2.0,\n python3:any (<< 3.14~)"))
        .containsExactly("libc6 (>= 2.38)", "debconf (>= 0.5) | debconf-2.0", "python3 (<< 3.14~)");
  }

  @Test
  void leavesOutWhatIsForOtherArchitectures() {
    assertThat(parse("a [i386], b [amd64 arm64], c [!amd64], d [!i386] | e [s390x]"))
        .containsExactly("b", "d");
  }

  @Test
  void refusesWhatIsNone() {
    assertThatThrownBy(() -> parse("a, b (>= )")).hasMessageContaining("'b (>= )'");
  }

  @Test
  void onlyProvidesWithAVersionSatisfyARelationWithOne() {
    Relation wanted = relation("v (>= 2)");

    assertThat(wanted.acceptsProvided(relation("v (= 2.1)"))).isTrue();
    assertThat(wanted.acceptsProvided(relation("v (= 1)"))).isFalse();
    assertThat(wanted.acceptsProvided(relation("v"))).isFalse();
    assertThat(relation("v").acceptsProvided(relation("v"))).isTrue();
  }

  private static Relation relation(String text) {
    return Relation.parse(text, "amd64").orElseThrow();
  }
}
