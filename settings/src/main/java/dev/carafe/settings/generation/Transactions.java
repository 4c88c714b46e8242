package dev.carafe.settings.generation;

import dev.carafe.settings.Key;
import dev.carafe.settings.model.Change;
import dev.carafe.settings.model.SettingsTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Changes that wait for their commit, each under the name that its caller chose. They are kept in
/// memory: as in Bottlerocket, none survives a boot.
public final class Transactions {
  /// The transaction of a caller who names none.
  public static final String DEFAULT = "default";

  private static final int MOST = 64;
  private static final int LONGEST_NAME = 255;

  private final Map<String, Pending> pending = new TreeMap<>();

  /// No transactions yet.
  public Transactions() {}

  /// Adds a patch to a transaction, which begins with it where it is new.
  ///
  /// @throws TransactionRefusedException for a name that is empty or too long, and for one too many
  public synchronized void set(String name, SettingsTree patch) {
    pending.put(name, begun(name).andSet(patch));
  }

  /// Adds a deletion to a transaction.
  ///
  /// @throws TransactionRefusedException as [#set]
  public synchronized void delete(String name, Key key) {
    pending.put(name, begun(name).andDelete(key));
  }

  /// What waits in a transaction; nothing where there is none.
  public synchronized Pending pending(String name) {
    return pending.getOrDefault(name, Pending.nothing());
  }

  public synchronized List<String> names() {
    return List.copyOf(pending.keySet());
  }

  /// Forgets a transaction.
  ///
  /// @return what waited in it
  public synchronized Pending drop(String name) {
    Pending dropped = pending(name);
    pending.remove(name);
    return dropped;
  }

  /// Makes a transaction's changes live and ends it. Where that fails, it goes on waiting.
  ///
  /// @return the changes, perhaps none; empty where nothing waited
  /// @throws StoreException where the settings could not be stored
  public synchronized Optional<List<Change>> commit(
      String name, GenerationStore store, String author) {
    Pending waiting = pending(name);
    if (waiting.isNothing()) {
      return Optional.empty();
    }
    SettingsTree before = store.live().settings();
    Generation after = store.commit(waiting.applyTo(before), author, "transaction " + name);
    pending.remove(name);
    return Optional.of(before.changesTo(after.settings()));
  }

  private Pending begun(String name) {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw new TransactionRefusedException(
          "a transaction's name has 1 to " + LONGEST_NAME + " characters");
    }
    Pending known = pending.get(name);
    if (known == null && pending.size() == MOST) {
      throw new TransactionRefusedException(
          "there are " + MOST + " transactions already; commit or delete one");
    }
    return known == null ? Pending.nothing() : known;
  }
}
