package dev.carafe.node.update;

import dev.carafe.node.host.Journal;
import dev.carafe.settings.generation.DamagedFileException;
import dev.carafe.settings.generation.StoreException;

/// The record of updates as it is now, and on the disk as far as that takes it: what could not be
/// written down holds as long as the agent runs.
///
/// For one thread at a time.
final class KeptRecord {
  private final UpdateStore store;
  private final Journal journal;
  private UpdateRecord current;

  private KeptRecord(UpdateStore store, Journal journal, UpdateRecord current) {
    this.store = store;
    this.journal = journal;
    this.current = current;
  }

  /// As an earlier agent has left it, with what has become of that since.
  static KeptRecord open(UpdateStore store, Slots slots, Journal journal) {
    UpdateRecord left = read(store, journal);
    UpdateState state =
        left.state().afterStart(slots.running(), slots.other(), slots.startsOther());
    return new KeptRecord(store, journal, left.with(state));
  }

  private static UpdateRecord read(UpdateStore store, Journal journal) {
    try {
      return store.read();
    } catch (DamagedFileException e) {
      journal.warning("could not use what was kept of updates: " + e.why());
    } catch (StoreException e) {
      journal.warning(String.valueOf(e.getMessage()));
    }
    return UpdateRecord.empty();
  }

  UpdateRecord get() {
    return current;
  }

  void set(UpdateRecord next) {
    current = next;
    try {
      store.write(next);
    } catch (StoreException e) {
      journal.warning(String.valueOf(e.getMessage()));
    }
  }
}
