package dev.carafe.settings.generation;

import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.schema.Schema;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// All that was ever committed, each commit a numbered file that is never changed. The live
/// settings are those of the newest whole one.
///
/// A commit writes a file under a name that is no generation's, makes it durable, renames it, and
/// makes the name durable: a power cut at any point leaves the old or the new settings. A file that
/// is damaged is passed over, and said so by [#damages].
///
/// Files hold settings in the first release's shape, so that any release reads them.
public final class GenerationStore {
  private static final String UNFINISHED = ".new";

  private final Directory directory;
  private final Schema schema;
  private final Clock clock;
  private final List<Damage> damages = new ArrayList<>();
  private Generation live = Generation.first();
  private long highest;

  private GenerationStore(Directory directory, Schema schema, Clock clock) {
    this.directory = directory;
    this.schema = schema;
    this.clock = clock;
  }

  /// Opens the store of a directory, and clears away what a power cut left unfinished.
  ///
  /// @throws StoreException where the directory cannot be read
  public static GenerationStore open(Directory directory, Schema schema, Clock clock) {
    GenerationStore store = new GenerationStore(directory, schema, clock);
    try {
      store.load();
    } catch (IOException e) {
      throw new StoreException("open the settings", e);
    }
    return store;
  }

  /// What is in force.
  public synchronized Generation live() {
    return live;
  }

  /// The files that were passed over, as far as the store has looked at them.
  public synchronized List<Damage> damages() {
    return List.copyOf(damages);
  }

  /// Every whole generation, the newest first.
  ///
  /// @throws StoreException where the directory cannot be read
  public synchronized List<Generation> history() {
    List<Generation> history = new ArrayList<>();
    try {
      for (long number : numbers()) {
        read(number).ifPresent(history::add);
      }
    } catch (IOException e) {
      throw new StoreException("read the history of the settings", e);
    }
    return List.copyOf(history);
  }

  /// A generation by its number.
  ///
  /// @throws StoreException where the directory cannot be read
  public synchronized Optional<Generation> generation(long number) {
    if (number == 0) {
      return Optional.of(Generation.first());
    }
    try {
      return directory.names().contains(GenerationFile.name(number))
          ? read(number)
          : Optional.empty();
    } catch (IOException e) {
      throw new StoreException("read generation " + number, e);
    }
  }

  /// Makes settings the live ones. Where nothing changes, there is no new generation.
  ///
  /// @return the generation that is live now
  /// @throws StoreException where it could not be written; what was live still is
  public synchronized Generation commit(SettingsTree settings, String author, String note) {
    if (settings.equals(live.settings())) {
      return live;
    }
    return write(settings, author, note);
  }

  /// Makes an earlier generation's settings the live ones, as a new generation.
  ///
  /// @throws NoSuchGenerationException where that is not there, or damaged
  /// @throws StoreException where it could not be written; what was live still is
  public synchronized Generation rollback(long number, String author) {
    Generation earlier =
        generation(number)
            .orElseThrow(() ->
                new NoSuchGenerationException(number, "it is damaged, or not there any more"));
    return commit(earlier.settings(), author, "rollback to generation " + number);
  }

  /// Deletes the oldest generations and damaged files, so that `keep` whole ones are left; the live
  /// one always is.
  ///
  /// @return how many files were deleted
  /// @throws StoreException where one could not be deleted
  public synchronized int prune(int keep) {
    int deleted = 0;
    try {
      int kept = 0;
      for (long number : numbers()) {
        boolean isLive = number == live.number();
        if (isLive || (kept < keep && read(number).isPresent())) {
          kept++;
        } else {
          directory.delete(GenerationFile.name(number));
          deleted++;
        }
      }
      if (deleted > 0) {
        directory.sync();
      }
    } catch (IOException e) {
      throw new StoreException("prune the history of the settings", e);
    }
    return deleted;
  }

  private void load() throws IOException {
    for (String name : directory.names()) {
      if (name.endsWith(UNFINISHED)) {
        directory.delete(name);
      }
    }
    for (long number : numbers()) {
      highest = Math.max(highest, number);
      Optional<Generation> found = read(number);
      if (found.isPresent()) {
        live = found.get();
        return;
      }
    }
  }

  /// The numbers of all files, the highest first.
  private List<Long> numbers() throws IOException {
    List<Long> numbers = new ArrayList<>();
    for (String name : directory.names()) {
      GenerationFile.number(name).ifPresent(numbers::add);
    }
    numbers.sort(Comparator.reverseOrder());
    return numbers;
  }

  private Optional<Generation> read(long number) throws IOException {
    if (number == live.number()) {
      return Optional.of(live);
    }
    String name = GenerationFile.name(number);
    try {
      Generation stored = GenerationFile.decode(number, directory.read(name));
      return Optional.of(with(stored, schema.current(stored.settings())));
    } catch (DamagedFileException e) {
      Damage damage = new Damage(name, e.why());
      if (!damages.contains(damage)) {
        damages.add(damage);
      }
      return Optional.empty();
    }
  }

  private Generation write(SettingsTree settings, String author, String note) {
    Generation next = new Generation(highest + 1, clock.instant(), author, note, settings);
    String name = GenerationFile.name(next.number());
    try {
      directory.write(
          name + UNFINISHED, GenerationFile.encode(with(next, schema.stored(settings))));
      directory.rename(name + UNFINISHED, name);
      directory.sync();
    } catch (IOException e) {
      takeBack(name);
      throw new StoreException("store generation " + next.number(), e);
    }
    highest = next.number();
    live = next;
    return next;
  }

  /// A commit that failed must not come to life at the next boot.
  private void takeBack(String name) {
    try {
      directory.delete(name + UNFINISHED);
      directory.delete(name);
      directory.sync();
    } catch (IOException _) {
      // The disk is broken; the caller is told that the commit failed.
    }
  }

  private static Generation with(Generation generation, SettingsTree settings) {
    return new Generation(
        generation.number(), generation.time(), generation.author(), generation.note(), settings);
  }
}
