package dev.carafe.settings.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SettingsTreeTest {
  private static final int TRIES = 2000;
  private static final SettingsTree TREE =
      tree(
          "{'motd':'hi','kernel':{'sysctl':{'vm.swappiness':'1'},'modules':{'udf':{'allowed':true}}}}");

  @Test
  void findsSettingsAndTables() {
    assertThat(TREE.get(Key.of("motd"))).contains(Json.of("hi"));
    assertThat(TREE.get(Key.of("kernel", "sysctl", "vm.swappiness"))).contains(Json.of("1"));
    assertThat(TREE.get(Key.of("motd", "x"))).isEmpty();
    assertThat(TREE.get(Key.of("x"))).isEmpty();
    assertThat(TREE.get(Key.of())).contains(TREE.json());
  }

  @Test
  void keepsOnlyWhatIsAskedFor() {
    assertThat(TREE.only(List.of(Key.of("motd"), Key.of("ntp")))).isEqualTo(tree("{'motd':'hi'}"));
    assertThat(TREE.withPrefix("mo")).isEqualTo(tree("{'motd':'hi'}"));
    assertThat(TREE.withPrefix("settings.kernel.m"))
        .isEqualTo(tree("{'kernel':{'modules':{'udf':{'allowed':true}}}}"));
    assertThat(TREE.withPrefix("settings")).isEqualTo(TREE);
    assertThat(TREE.withPrefix("settingsx").isEmpty()).isTrue();
    assertThat(TREE.withPrefix("nothing").isEmpty()).isTrue();
  }

  @Test
  void aPatchMergesTablesAndReplacesAllElse() {
    SettingsTree under = tree("{'a':{'x':1,'y':[1,2]},'b':'t'}");
    assertThat(under.patched(tree("{'a':{'y':[3],'z':true},'b':{'c':1}}")))
        .isEqualTo(tree("{'a':{'x':1,'y':[3],'z':true},'b':{'c':1}}"));
  }

  @Test
  void deletingTheLastSettingDeletesItsTable() {
    assertThat(tree("{'a':{'b':{'c':1}},'d':1}").without(Key.of("a", "b", "c")))
        .isEqualTo(tree("{'d':1}"));
    assertThat(TREE.without(Key.of("motd", "x"))).isEqualTo(TREE);
    assertThat(TREE.without(Key.of()).isEmpty()).isTrue();
  }

  @Test
  void changesNameBothSides() {
    assertThat(tree("{'a':1,'b':{'c':2}}").changesTo(tree("{'b':{'c':3},'d':4}")))
        .containsExactly(
            new Change(Key.of("a"), Optional.of(Json.of(1)), Optional.empty()),
            new Change(Key.of("b", "c"), Optional.of(Json.of(2)), Optional.of(Json.of(3))),
            new Change(Key.of("d"), Optional.empty(), Optional.of(Json.of(4))));
  }

  @Test
  void aTreeIsItsLeaves() {
    Random random = new Random(1);
    for (int i = 0; i < TRIES; i++) {
      SettingsTree tree = tree(random);
      SettingsTree again = SettingsTree.empty();
      for (Map.Entry<Key, Json> leaf : tree.leaves().entrySet()) {
        again = again.with(leaf.getKey(), leaf.getValue());
      }
      assertThat(again).isEqualTo(tree);
      assertThat(SettingsTree.of((Json.Struct) JsonReader.read(tree.toString()))).isEqualTo(tree);
    }
  }

  @Test
  void changesLeadFromOneTreeToTheOther() {
    Random random = new Random(1);
    for (int i = 0; i < TRIES; i++) {
      SettingsTree before = tree(random);
      SettingsTree after = tree(random);
      assertThat(changed(before, before.changesTo(after))).isEqualTo(after);
    }
  }

  /// What is deleted goes first: a table may take its place.
  private static SettingsTree changed(SettingsTree before, List<Change> changes) {
    SettingsTree reached = before;
    for (Change change : changes) {
      if (change.after().isEmpty()) {
        reached = reached.without(change.key());
      }
    }
    for (Change change : changes) {
      if (change.after().isPresent()) {
        reached = reached.with(change.key(), change.after().get());
      }
    }
    return reached;
  }

  @Test
  void aPatchIsThereAfterwards() {
    Random random = new Random(1);
    for (int i = 0; i < TRIES; i++) {
      SettingsTree patch = tree(random);
      SettingsTree patched = tree(random).patched(patch);
      patch.leaves().forEach((key, value) -> assertThat(patched.get(key)).contains(value));
      assertThat(patched.patched(patch)).isEqualTo(patched);
    }
  }

  /// Up to three levels of tables with few names, so that two trees have something in common.
  private static SettingsTree tree(Random random) {
    return SettingsTree.of(table(random, 3));
  }

  private static Json.Struct table(Random random, int deepest) {
    Json.Builder table = Json.object();
    for (String name : List.of("a", "b", "c.d", "e f")) {
      if (random.nextBoolean()) {
        table.with(
            name, deepest > 1 && random.nextBoolean() ? table(random, deepest - 1) : leaf(random));
      }
    }
    return table.build();
  }

  private static Json leaf(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> Json.of(random.nextInt(4));
      case 1 -> Json.of("x".repeat(random.nextInt(3)));
      case 2 -> Json.of(random.nextBoolean());
      default -> Json.of(List.of(Json.of(random.nextInt(4))));
    };
  }

  private static SettingsTree tree(String json) {
    return SettingsTree.of((Json.Struct) JsonReader.read(json.replace('\'', '"')));
  }
}
