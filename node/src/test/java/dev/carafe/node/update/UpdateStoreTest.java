package dev.carafe.node.update;

import static dev.carafe.node.update.SampleUpdates.NOW;
import static dev.carafe.node.update.SampleUpdates.RUNNING;
import static dev.carafe.node.update.SampleUpdates.image;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.settings.generation.DamagedFileException;
import dev.carafe.settings.generation.FileDirectory;
import dev.carafe.settings.generation.SealedText;
import dev.carafe.settings.generation.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateStoreTest {
  private static final SystemImage NEXT = image("1.3.0-rc.1+4f0c", '3');
  private static final UpdateRecord STAGED =
      UpdateRecord.empty()
          .with(new UpdateState.Staged(NEXT, Optional.empty()))
          .with(new CommandResult(UpdateCommand.PREPARE, NOW.plusNanos(1), Optional.empty()))
          .with(
              Attempt.begun(NOW, RUNNING, NEXT, false)
                  .become(Outcome.STAGED, NOW)
                  .because("\"quoted\"\n")
                  .shownBy("line\nline"));
  private static final UpdateRecord READY =
      STAGED
          .with(new UpdateState.Ready(NEXT, Optional.empty()))
          .with(new CommandResult(UpdateCommand.ACTIVATE, NOW, Optional.of("could not: no")));

  private final FlakyDirectory disk = new FlakyDirectory();
  private final UpdateStore store = new UpdateStore(disk);

  @Test
  void whatWasKeptIsThere(@TempDir Path folder) throws IOException, DamagedFileException {
    for (UpdateRecord record : new UpdateRecord[] {UpdateRecord.empty(), STAGED, READY}) {
      new UpdateStore(FileDirectory.open(folder)).write(record);
      assertThat(new UpdateStore(FileDirectory.open(folder)).read()).isEqualTo(record);
    }
    assertThat(folder).isDirectoryContaining("glob:**/updates.json");
  }

  @Test
  void whatIsOnOfferIsNotKept() throws DamagedFileException {
    store.write(UpdateRecord.empty().with(new UpdateState.Available(NEXT)));
    assertThat(store.read()).isEqualTo(UpdateRecord.empty());
    store.write(STAGED.with(new UpdateState.Staged(NEXT, Optional.of(NEXT))));
    assertThat(store.read()).isEqualTo(STAGED);
  }

  /// At each step: the disk fails or the power goes, and it is what it was before or after.
  @Test
  void aChangeThatIsCutOffIsNoneOrWhole() throws DamagedFileException {
    int steps = 0;
    boolean done = false;
    while (!done) {
      FlakyDirectory cut = new FlakyDirectory();
      UpdateStore kept = new UpdateStore(cut);
      kept.write(STAGED);
      cut.failAfter(steps++);
      try {
        kept.write(READY);
        done = true;
      } catch (StoreException e) {
        assertThat(e).hasMessage("could not store the state of updates: No space left on device");
      }
      cut.mend();
      assertThat(kept.read()).as("after step %d", steps).isIn(STAGED, READY);
      kept.write(READY);
      assertThat(kept.read()).isEqualTo(READY);
    }
    assertThat(steps).isEqualTo(5);
  }

  @Test
  void everyFlippedBitIsFound() throws IOException {
    store.write(STAGED);
    byte[] whole = disk.read("updates.json");
    for (int bit = 0; bit < whole.length * 8; bit += 5) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      disk.put("updates.json", damaged);
      assertThatThrownBy(store::read).as("bit %d", bit).isInstanceOf(DamagedFileException.class);
    }
  }

  /// By somebody who could write the digest too.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"staged\":7}",
        "{\"staged\":{\"version\":\"latest\"}}",
        "{\"staged\":{\"version\":\"1.2.3\",\"root_hash\":\"0\"}}",
        "{\"last\":{}}",
        "{\"last\":{\"cmd_type\":\"refresh\",\"timestamp\":\"yesterday\"}}",
        "{\"history\":[{}]}",
        "{\"history\":[{\"time\":\"2026-03-10T12:00:00Z\"}]}",
      })
  void whatMakesNoSenseIsDamaged(String text) {
    disk.put("updates.json", SealedText.seal("carafe-updates 1", text));
    assertThatThrownBy(store::read).isInstanceOf(DamagedFileException.class);
  }

  @Test
  void anotherFormatIsDamaged() {
    disk.put("updates.json", SealedText.seal("carafe-updates 2", "{}"));
    assertThatThrownBy(store::read)
        .isInstanceOf(DamagedFileException.class)
        .hasMessage("it is of an unknown format");
    disk.put("updates.json", "{}".getBytes(UTF_8));
    assertThatThrownBy(store::read).hasMessage("it has no first line");
  }
}
