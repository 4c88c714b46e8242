package dev.carafe.node.update;

import dev.carafe.settings.generation.DamagedFileException;
import dev.carafe.settings.generation.Directory;
import dev.carafe.settings.generation.SealedText;
import dev.carafe.settings.generation.StoreException;
import dev.carafe.settings.json.JsonSyntaxException;
import java.io.IOException;
import java.time.DateTimeException;

/// Keeps what an agent has to remember of updates, in one file of a directory: after a power cut it
/// is what it was before or after a change. `docs/formats/release.md` shows it.
public final class UpdateStore {
  private static final String FILE = "updates.json";
  private static final String UNFINISHED = FILE + ".new";
  private static final String FORMAT = "carafe-updates 1";

  private final Directory directory;

  /// @param directory its own
  public UpdateStore(Directory directory) {
    this.directory = directory;
  }

  /// What was kept last; nothing where there was nothing.
  ///
  /// @throws DamagedFileException where it cannot be used any more
  /// @throws StoreException where the directory cannot be read
  UpdateRecord read() throws DamagedFileException {
    try {
      return directory.names().contains(FILE)
          ? UpdateRecord.read(SealedText.open(FORMAT, directory.read(FILE)))
          : UpdateRecord.empty();
    } catch (IOException e) {
      throw new StoreException("read the state of updates", e);
    } catch (JsonSyntaxException | IllegalArgumentException | DateTimeException e) {
      throw new DamagedFileException(String.valueOf(e.getMessage()));
    }
  }

  /// Keeps it.
  ///
  /// @throws StoreException where it could not be written; what was kept before still is
  void write(UpdateRecord record) {
    try {
      directory.delete(UNFINISHED);
      directory.write(UNFINISHED, SealedText.seal(FORMAT, record.text()));
      directory.rename(UNFINISHED, FILE);
      directory.sync();
    } catch (IOException e) {
      throw new StoreException("store the state of updates", e);
    }
  }
}
