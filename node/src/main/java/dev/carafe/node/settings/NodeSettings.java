package dev.carafe.node.settings;

import dev.carafe.settings.Key;
import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.ProblemsException;
import dev.carafe.settings.Suggestion;
import dev.carafe.settings.generation.Generation;
import dev.carafe.settings.generation.GenerationStore;
import dev.carafe.settings.generation.Pending;
import dev.carafe.settings.generation.StoreException;
import dev.carafe.settings.generation.Transactions;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonWriter;
import dev.carafe.settings.model.Change;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.reading.SettingsReader;
import dev.carafe.settings.schema.Schema;
import dev.carafe.settings.template.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The node's settings: what was set, over what was generated, over the image's defaults; and the
/// transactions by which they change. Safe for all threads.
public final class NodeSettings {
  /// How many generations are kept.
  private static final int KEPT = 100;

  private static final int LARGEST = 1 << 20;
  private static final int MOST_WAITING = 4 << 20;

  private final Schema schema;
  private final SettingsReader reader;
  private final GenerationStore store;
  private volatile SettingsTree underneath;
  private final Transactions transactions = new Transactions();

  /// What was asked for last: far more ask than change.
  private Optional<Effective> known = Optional.empty();

  private final Object knowing = new Object();

  /// @param generation by its number, which no other has
  private record Effective(long generation, SettingsTree settings) {}

  /// @param reader of the same schema, with the rules that hold on this node
  public NodeSettings(Schema schema, SettingsReader reader, GenerationStore store) {
    this.schema = schema;
    this.reader = reader;
    this.store = store;
    this.underneath = schema.defaults();
  }

  /// Makes the values that generators give, anew.
  ///
  /// @param generator makes the value of a generator, by its name
  public void generate(Function<String, Optional<Json>> generator) {
    SettingsTree generated = underneath(schema, generator);
    synchronized (knowing) {
      underneath = generated;
      known = Optional.empty();
    }
  }

  /// What settings are there.
  public Schema schema() {
    return schema;
  }

  /// What was ever committed.
  public GenerationStore store() {
    return store;
  }

  /// What holds now, with everything that nobody set.
  public SettingsTree effective() {
    Generation live = store.live();
    synchronized (knowing) {
      if (known.isEmpty() || known.get().generation() != live.number()) {
        known = Optional.of(new Effective(live.number(), effective(live.settings())));
      }
      return known.get().settings();
    }
  }

  /// What would hold if this were set.
  public SettingsTree effective(SettingsTree set) {
    SettingsTree settings = underneath.patched(set);
    Json.Struct context = Json.object().with("settings", settings.json()).build();
    for (Map.Entry<Key, String> derived : schema.templates().entrySet()) {
      if (settings.get(derived.getKey()).isEmpty()) {
        String text =
            Template.parse(derived.getKey().toString(), derived.getValue()).render(context);
        settings = settings.with(derived.getKey(), Json.of(text));
      }
    }
    return settings;
  }

  /// Adds changes to a transaction, all of them or none.
  ///
  /// @param source what problems call the request
  /// @throws ProblemsException with every mistake
  public void stage(String transaction, Json.Struct patch, String source) {
    List<Problem> problems = new ArrayList<>();
    stage(transaction, reader.readJson(source, patch, problems), source, problems);
  }

  /// Adds changes that were written as `key=value`, all of them or none.
  ///
  /// @throws ProblemsException with every mistake
  public void stagePairs(String transaction, Map<String, String> pairs, String source) {
    List<Problem> problems = new ArrayList<>();
    stage(transaction, reader.readPairs(source, pairs, problems), source, problems);
  }

  private synchronized void stage(
      String transaction, SettingsTree patch, String source, List<Problem> problems) {
    SettingsTree after =
        transactions.pending(transaction).andSet(patch).applyTo(store.live().settings());
    reader.agreeing(source, after, problems);
    demandRoom(after, patch, source, problems);
    demandNone(problems);
    if (!patch.isEmpty()) {
      transactions.set(transaction, patch);
    }
  }

  /// Adds the deletion of settings, or of tables and all in them, to a transaction, all of them or
  /// none.
  ///
  /// @throws ProblemsException where there is no such setting
  public synchronized void stageDeletions(String transaction, List<Key> keys, String source) {
    List<Problem> problems = new ArrayList<>();
    for (Key key : keys) {
      if (!key.segments().isEmpty() && schema.find(key).isEmpty()) {
        String instead =
            Suggestion.instead(key.segments().getFirst(), schema.root().members().keySet());
        problems.add(new Problem(new Position(source, 1, 1), "unknown setting " + key, instead));
      }
    }
    demandNone(problems);
    keys.forEach(key -> transactions.delete(transaction, key));
  }

  /// What waits in a transaction.
  public Pending pending(String transaction) {
    return transactions.pending(transaction);
  }

  /// The names of all transactions.
  public List<String> transactions() {
    return transactions.names();
  }

  /// Forgets a transaction.
  ///
  /// @return what waited in it
  public Pending drop(String transaction) {
    return transactions.drop(transaction);
  }

  /// What a transaction would change of what was set.
  public List<Change> diff(String transaction) {
    SettingsTree live = store.live().settings();
    return live.changesTo(pending(transaction).applyTo(live));
  }

  /// Makes a transaction's changes live.
  ///
  /// @return empty where nothing waited
  /// @throws ProblemsException where they do not agree with what was committed meanwhile
  /// @throws StoreException where they could not be stored; they go on waiting
  public synchronized Optional<Commit> commit(String transaction, String author) {
    List<Problem> problems = new ArrayList<>();
    Pending waiting = pending(transaction);
    SettingsTree after = waiting.applyTo(store.live().settings());
    reader.agreeing("transaction " + transaction, after, problems);
    demandNone(problems);
    Optional<List<Change>> changes = transactions.commit(transaction, store, author);
    changes.ifPresent(_ -> prune());
    return changes.map(made -> Commit.of(waiting.set(), made, store.live()));
  }

  /// What was committed is, whether what is old could be deleted or not.
  private void prune() {
    try {
      store.prune(KEPT);
    } catch (StoreException _) {
      // the next commit tries again
    }
  }

  /// Makes an earlier generation's settings live again.
  public synchronized Commit rollback(long number, String author) {
    SettingsTree before = store.live().settings();
    Generation after = store.rollback(number, author);
    return Commit.of(SettingsTree.empty(), before.changesTo(after.settings()), after);
  }

  /// Lays settings over what is live, as a commit of their own.
  public synchronized void commit(SettingsTree patch, String author, String note) {
    store.commit(store.live().settings().patched(patch), author, note);
  }

  /// The different services that keys affect, in the order of the schema.
  public List<String> services(List<Key> keys) {
    Map<String, Boolean> services = new LinkedHashMap<>();
    for (Key key : keys) {
      schema.affectedServices(key).forEach(service -> services.put(service, true));
    }
    return List.copyOf(services.keySet());
  }

  private static SettingsTree underneath(
      Schema schema, Function<String, Optional<Json>> generator) {
    SettingsTree settings = schema.defaults();
    for (Map.Entry<Key, String> generated : schema.generators().entrySet()) {
      Optional<Json> value = generator.apply(generated.getValue());
      if (value.isPresent()) {
        settings = settings.with(generated.getKey(), value.get());
      }
    }
    return settings;
  }

  /// Settings are in memory as a whole, and so is everything that waits.
  private void demandRoom(
      SettingsTree after, SettingsTree patch, String source, List<Problem> problems) {
    int size = size(after);
    int waiting = size(patch);
    for (String name : transactions.names()) {
      waiting += size(pending(name).set());
    }
    Position position = new Position(source, 1, 1);
    if (size > LARGEST) {
      String found = "all settings together would have " + size + " bytes";
      problems.add(new Problem(position, found, "write less than " + LARGEST));
    } else if (waiting > MOST_WAITING) {
      String found = "all transactions together would have " + waiting + " bytes";
      problems.add(new Problem(position, found, "commit or delete one"));
    }
  }

  private static int size(SettingsTree tree) {
    return tree.isEmpty() ? 0 : JsonWriter.write(tree.json()).length();
  }

  private static void demandNone(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
  }
}
