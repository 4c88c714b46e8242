package dev.carafe.node.settings;

import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.generation.FileDirectory;
import dev.carafe.settings.generation.GenerationStore;
import dev.carafe.settings.generation.StoreException;
import dev.carafe.settings.schema.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/// Opens the store of settings. A node whose disk does not let it still has settings: they are kept
/// in memory, and it says so.
public final class StoreOpening {
  private StoreOpening() {}

  /// Opens it.
  ///
  /// @param problems where it is added what is damaged or cannot be opened
  public static GenerationStore open(Path folder, Schema schema, List<Problem> problems) {
    try {
      GenerationStore store =
          GenerationStore.open(FileDirectory.open(folder), schema, Clock.systemUTC());
      store
          .damages()
          .forEach(damage ->
              problems.add(
                  problem(folder.resolve(damage.file()), "it is damaged: " + damage.why())));
      return store;
    } catch (IOException | StoreException e) {
      problems.add(problem(folder, "could not open the settings: " + e.getMessage()));
      return inMemory(schema);
    }
  }

  /// A store that ends with the agent.
  public static GenerationStore inMemory(Schema schema) {
    return GenerationStore.open(new MemoryDirectory(), schema, Clock.systemUTC());
  }

  private static Problem problem(Path where, String found) {
    return new Problem(new Position(where.toString(), 1, 1), found, "");
  }
}
