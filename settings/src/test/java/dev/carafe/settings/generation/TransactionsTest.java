package dev.carafe.settings.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.Change;
import dev.carafe.settings.model.SettingsTree;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransactionsTest {
  private final CutDirectory disk = new CutDirectory();
  private final GenerationStore store = GenerationStoreTest.open(disk);
  private final Transactions transactions = new Transactions();

  @Test
  void nothingIsLiveBeforeTheCommit() {
    transactions.set("default", one("motd", "hi"));
    assertThat(store.live().settings().isEmpty()).isTrue();
    assertThat(transactions.pending("default").set()).isEqualTo(one("motd", "hi"));
    assertThat(transactions.commit("default", store, "alice"))
        .contains(
            List.of(new Change(Key.of("motd"), Optional.empty(), Optional.of(Json.of("hi")))));
    assertThat(store.live().settings()).isEqualTo(one("motd", "hi"));
    assertThat(store.live().note()).isEqualTo("transaction default");
    assertThat(transactions.names()).isEmpty();
  }

  @Test
  void thereMayBeNothingToCommit() {
    assertThat(transactions.commit("default", store, "alice")).isEmpty();
  }

  @Test
  void transactionsDoNotSeeEachOther() {
    transactions.set("a", one("motd", "a"));
    transactions.set("b", one("motd", "b"));
    assertThat(transactions.names()).containsExactly("a", "b");
    assertThat(transactions.drop("a").set()).isEqualTo(one("motd", "a"));
    transactions.commit("b", store, "");
    assertThat(store.live().settings()).isEqualTo(one("motd", "b"));
  }

  @Test
  void theLastWordWins() {
    store.commit(one("motd", "old"), "", "");
    transactions.set("t", one("motd", "new"));
    transactions.delete("t", Key.of("motd"));
    assertThat(transactions.pending("t").applyTo(store.live().settings()).isEmpty()).isTrue();
    transactions.set("t", one("motd", "newest"));
    transactions.commit("t", store, "");
    assertThat(store.live().settings()).isEqualTo(one("motd", "newest"));
  }

  @Test
  void aDeletionCanBeCommittedAlone() {
    store.commit(one("motd", "old"), "", "");
    transactions.delete("t", Key.of("motd"));
    assertThat(transactions.commit("t", store, "")).isPresent();
    assertThat(store.live().settings().isEmpty()).isTrue();
  }

  @Test
  void aFailedCommitGoesOnWaiting() {
    transactions.set("t", one("motd", "hi"));
    disk.failAt(1);
    assertThatThrownBy(() -> transactions.commit("t", store, ""))
        .isInstanceOf(StoreException.class);
    assertThat(transactions.commit("t", store, "")).isPresent();
  }

  @Test
  void thereAreNotEndlesslyMany() {
    for (int i = 0; i < 64; i++) {
      transactions.set("t" + i, one("motd", "hi"));
    }
    transactions.set("t1", one("motd", "again"));
    assertThatThrownBy(() -> transactions.set("one more", one("motd", "hi")))
        .isInstanceOf(TransactionRefusedException.class);
    assertThatThrownBy(() -> transactions.set("", one("motd", "hi")))
        .isInstanceOf(TransactionRefusedException.class);
  }

  private static SettingsTree one(String name, String value) {
    return SettingsTree.empty().with(Key.of(name), Json.of(value));
  }
}
