package dev.carafe.node.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.Components;
import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.reading.SettingsReader;
import dev.carafe.settings.schema.Schema;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeSettingsTest {
  private static final Key MOTD = Key.of("motd");
  private static final Key HOSTNAME = Key.of("network", "hostname");

  private final Schema schema = Components.schema();
  private final NodeSettings settings =
      new NodeSettings(schema, new SettingsReader(schema), StoreOpening.inMemory(schema));

  private void commit(String motd) {
    settings.commit(SettingsTree.empty().with(MOTD, Json.of(motd)), "test", "");
  }

  @Test
  void whatHoldsFollowsEachCommitAndRollback() {
    assertThat(settings.effective().get(MOTD)).isEmpty();
    commit("one");
    assertThat(settings.effective().get(MOTD)).contains(Json.of("one"));
    long one = settings.store().live().number();
    commit("two");
    assertThat(settings.effective().get(MOTD)).contains(Json.of("two"));
    settings.rollback(one, "test");
    assertThat(settings.effective().get(MOTD)).contains(Json.of("one"));
  }

  @Test
  void whatHoldsFollowsTheGenerators() {
    assertThat(settings.effective().get(HOSTNAME)).isEmpty();
    settings.generate(_ -> Optional.of(Json.of("a")));
    assertThat(settings.effective().get(HOSTNAME)).contains(Json.of("a"));
    settings.generate(_ -> Optional.of(Json.of("b")));
    assertThat(settings.effective().get(HOSTNAME)).contains(Json.of("b"));
  }
}
