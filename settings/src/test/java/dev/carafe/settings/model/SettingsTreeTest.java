package dev.carafe.settings.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SettingsTreeTest {
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

  @Property
  void aTreeIsItsLeaves(@ForAll("trees") SettingsTree tree) {
    SettingsTree again = SettingsTree.empty();
    for (Map.Entry<Key, Json> leaf : tree.leaves().entrySet()) {
      again = again.with(leaf.getKey(), leaf.getValue());
    }
    assertThat(again).isEqualTo(tree);
    assertThat(SettingsTree.of((Json.Struct) JsonReader.read(tree.toString()))).isEqualTo(tree);
  }

  @Property
  void changesLeadFromOneTreeToTheOther(
      @ForAll("trees") SettingsTree before, @ForAll("trees") SettingsTree after) {
    SettingsTree reached = before;
    for (Change change : before.changesTo(after)) {
      if (change.after().isEmpty()) {
        reached = reached.without(change.key());
      }
    }
    for (Change change : before.changesTo(after)) {
      if (change.after().isPresent()) {
        reached = reached.with(change.key(), change.after().get());
      }
    }
    assertThat(reached).isEqualTo(after);
  }

  @Property
  void aPatchIsThereAfterwards(
      @ForAll("trees") SettingsTree tree, @ForAll("trees") SettingsTree patch) {
    SettingsTree patched = tree.patched(patch);
    patch.leaves().forEach((key, value) -> assertThat(patched.get(key)).contains(value));
    assertThat(patched.patched(patch)).isEqualTo(patched);
  }

  @Provide
  Arbitrary<SettingsTree> trees() {
    Arbitrary<String> names = Arbitraries.of("a", "b", "c.d", "e f");
    Arbitrary<Json> leaves =
        Arbitraries.oneOf(
            Arbitraries.integers().map(Json::of),
            Arbitraries.strings().ofMaxLength(3).map(Json::of),
            Arbitraries.of(true, false).map(Json::of),
            Arbitraries.integers().map(Json::of).list().ofMaxSize(2).map(Json::of));
    Arbitrary<Json> inner =
        Arbitraries.maps(names, leaves).ofMaxSize(3).map(members -> new Json.Struct(members));
    Arbitrary<Json> middle =
        Arbitraries.maps(names, Arbitraries.oneOf(leaves, inner))
            .ofMaxSize(3)
            .map(members -> new Json.Struct(members));
    return Arbitraries.maps(names, Arbitraries.oneOf(leaves, inner, middle))
        .ofMaxSize(4)
        .map(members -> SettingsTree.of(new Json.Struct(members)));
  }

  private static SettingsTree tree(String json) {
    return SettingsTree.of((Json.Struct) JsonReader.read(json.replace('\'', '"')));
  }
}
