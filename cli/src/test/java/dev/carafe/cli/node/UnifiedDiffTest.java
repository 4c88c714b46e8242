package dev.carafe.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnifiedDiffTest {

  @Test
  void theSameTextHasNoDifferences() {
    assertThat(UnifiedDiff.of("a\nb\n", "a\nb\n")).isEmpty();
  }

  @Test
  void aNewTextIsAllNew() {
    assertThat(UnifiedDiff.of("", "a\nb\n")).containsExactly("@@ -0,0 +1,2 @@", "+a", "+b");
    assertThat(UnifiedDiff.of("a\n", "")).containsExactly("@@ -1 +0,0 @@", "-a");
  }

  @Test
  void threeLinesStandAroundAChange() {
    assertThat(UnifiedDiff.of("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\n6\n7\n8\n9\n"))
        .containsExactly("@@ -2,7 +2,7 @@", " 2", " 3", " 4", "-5", "+x", " 6", " 7", " 8");
  }

  @Test
  void changesFarApartAreHunksOfTheirOwn() {
    String before = "a\n1\n2\n3\n4\n5\n6\n7\nb\n";
    assertThat(UnifiedDiff.of(before, before.replace("a", "A").replace("b", "B")))
        .containsExactly(
            "@@ -1,4 +1,4 @@",
            "-a",
            "+A",
            " 1",
            " 2",
            " 3",
            "@@ -6,4 +6,4 @@",
            " 5",
            " 6",
            " 7",
            "-b",
            "+B");
  }

  @Test
  void changesNearEachOtherShareAHunk() {
    String before = "a\n1\n2\n3\n4\n5\n6\nb\n";
    assertThat(UnifiedDiff.of(before, before.replace("a", "A").replace("b", "B")))
        .containsExactly(
            "@@ -1,8 +1,8 @@", "-a", "+A", " 1", " 2", " 3", " 4", " 5", " 6", "-b", "+B");
  }
}
