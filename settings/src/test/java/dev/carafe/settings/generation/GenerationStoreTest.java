package dev.carafe.settings.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.schema.Rename;
import dev.carafe.settings.schema.Schema;
import dev.carafe.settings.schema.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationStoreTest {
  private static final Schema SCHEMA = schema();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  private final CutDirectory disk = new CutDirectory();
  private final GenerationStore store = open(disk);

  @Test
  void anEmptyStoreHasGenerationZero() {
    assertThat(store.live()).isEqualTo(Generation.first());
    assertThat(store.history()).isEmpty();
  }

  @Test
  void everyCommitIsAGeneration() {
    assertThat(store.commit(tree(1), "alice", "first").number()).isEqualTo(1);
    assertThat(store.commit(tree(2), "bob", "second").number()).isEqualTo(2);
    assertThat(store.commit(tree(2), "bob", "the same").number()).isEqualTo(2);
    GenerationStore again = open(disk);
    assertThat(again.live())
        .isEqualTo(new Generation(2, CLOCK.instant(), "bob", "second", tree(2)));
    assertThat(again.history()).extracting(Generation::number).containsExactly(2L, 1L);
    assertThat(again.generation(1).map(Generation::settings)).contains(tree(1));
    assertThat(again.damages()).isEmpty();
  }

  @Test
  void aRollbackIsANewGeneration() {
    store.commit(tree(1), "alice", "");
    store.commit(tree(2), "alice", "");
    Generation rolledBack = store.rollback(1, "bob");
    assertThat(rolledBack.number()).isEqualTo(3);
    assertThat(rolledBack.settings()).isEqualTo(tree(1));
    assertThat(rolledBack.note()).isEqualTo("rollback to generation 1");
    assertThat(store.rollback(0, "bob").settings().isEmpty()).isTrue();
    assertThatThrownBy(() -> store.rollback(9, "bob"))
        .isInstanceOf(NoSuchGenerationException.class);
  }

  @Test
  void pruningKeepsTheNewest() {
    for (int i = 1; i <= 5; i++) {
      store.commit(tree(i), "", "");
    }
    disk.flip(GenerationFile.name(4), 999);
    GenerationStore again = open(disk);
    assertThat(again.prune(2)).isEqualTo(3);
    assertThat(again.history()).extracting(Generation::number).containsExactly(5L, 3L);
    assertThat(open(disk).live().number()).isEqualTo(5);
    assertThat(again.prune(0)).isEqualTo(1);
    assertThat(open(disk).live().number()).isEqualTo(5);
  }

  @Test
  void aReleaseStoresWhatEveryReleaseReads() throws IOException {
    Schema later =
        new Schema(
            SCHEMA.root(),
            Map.of(),
            Map.of(),
            List.of(new Rename(Key.of("value"), Key.of("number"))));
    store.commit(tree(1), "", "");
    GenerationStore updated = GenerationStore.open(disk, later, CLOCK);
    assertThat(updated.live().settings()).hasToString("{\"number\":1}");
    updated.commit(SettingsTree.empty().with(Key.of("number"), Json.of(2)), "", "");
    assertThat(open(disk).live().settings()).isEqualTo(tree(2));
    assertThat(new String(disk.read("0000000002.json"), StandardCharsets.UTF_8))
        .startsWith("carafe-settings 1 ")
        .endsWith(
            "{\"number\":2,\"time\":\"2026-01-02T03:04:05Z\",\"author\":\"\",\"note\":\"\","
                + "\"settings\":{\"value\":2}}");
  }

  @Test
  void anyFlippedBitIsFoundAndTheOneBeforeIsUsed() throws IOException {
    int bits = twoGenerations().read(GenerationFile.name(2)).length * Byte.SIZE;
    for (int bit = 0; bit < bits; bit += 7) {
      CutDirectory directory = twoGenerations();
      directory.flip(GenerationFile.name(2), bit);
      GenerationStore reader = open(directory);
      assertThat(reader.live().settings()).as("bit %d", bit).isEqualTo(tree(1));
      assertThat(reader.damages()).hasSize(1);
      assertThat(reader.commit(tree(3), "", "").number()).isEqualTo(3);
      assertThat(open(directory).live().settings()).isEqualTo(tree(3));
    }
  }

  private static CutDirectory twoGenerations() {
    CutDirectory directory = new CutDirectory();
    GenerationStore writer = open(directory);
    writer.commit(tree(1), "", "");
    writer.commit(tree(2), "", "");
    return directory;
  }

  @Test
  void anyShortenedFileIsFound() {
    for (int length = 0; length <= 150; length++) {
      CutDirectory directory = new CutDirectory();
      open(directory).commit(tree(1), "", "");
      directory.truncate(GenerationFile.name(1), length);
      GenerationStore reader = open(directory);
      assertThat(reader.live()).as("%d bytes", length).isEqualTo(Generation.first());
      assertThat(reader.damages()).extracting(Damage::file).containsExactly("0000000001.json");
    }
  }

  @Test
  void aPowerCutLeavesTheOldOrTheNew() {
    for (int step = 1; step <= 30; step++) {
      for (long seed = 0; seed < 30; seed++) {
        CutDirectory directory = new CutDirectory();
        int committed = commitsUntilCut(directory, step);
        CutDirectory after = directory.afterCut(new Random(seed));
        GenerationStore reader = open(after);
        assertThat(reader.live().settings()).isIn(tree(committed), tree(committed + 1));
        assertThat(reader.damages()).isEmpty();
        assertThat(after.names()).allMatch(name -> GenerationFile.number(name).isPresent());
        reader.commit(tree(9), "", "");
        assertThat(open(after.afterCut(new Random(seed))).live().settings()).isEqualTo(tree(9));
      }
    }
  }

  /// The last generation that was committed before the power went.
  private static int commitsUntilCut(CutDirectory directory, int step) {
    GenerationStore writer = open(directory);
    writer.commit(tree(1), "", "");
    directory.cutAt(step);
    int committed = 1;
    try {
      for (int i = 2; i <= 4; i++) {
        writer.commit(tree(i), "", "");
        committed = i;
      }
      writer.prune(2);
    } catch (CutDirectory.PowerCut _) {
      // As asked.
    }
    return committed;
  }

  @Test
  void aFullDiskLeavesTheOldAndTheNextCommitWorks() {
    store.commit(tree(1), "", "");
    int before = disk.steps();
    store.commit(tree(2), "", "");
    int each = disk.steps() - before;
    assertThat(each).isGreaterThan(4);
    for (int step = 1; step <= each; step++) {
      CutDirectory full = new CutDirectory();
      GenerationStore writer = open(full);
      writer.commit(tree(1), "", "");
      full.failAt(step);
      assertThatThrownBy(() -> writer.commit(tree(2), "", ""))
          .isInstanceOf(StoreException.class)
          .hasMessage("could not store generation 2: no space left on device");
      assertThat(writer.live().settings()).isEqualTo(tree(1));
      assertThat(open(full).live().settings()).isEqualTo(tree(1));
      writer.commit(tree(3), "", "");
      assertThat(open(full).live().settings()).isEqualTo(tree(3));
    }
  }

  @Test
  void onARealDiskOnlyTheOwnerReads(@TempDir Path folder) throws IOException {
    Path settings = folder.resolve("var/settings");
    GenerationStore real = open(FileDirectory.open(settings));
    real.commit(tree(1), "", "");
    real.commit(tree(2), "", "");
    Files.writeString(settings.resolve("0000000003.json.new"), "torn");
    Files.writeString(settings.resolve("notes.txt"), "not ours");
    assertThat(open(FileDirectory.open(settings)).live().settings()).isEqualTo(tree(2));
    assertThat(settings.resolve("0000000003.json.new")).doesNotExist();
    assertThat(settings.resolve("notes.txt")).exists();
    assertThat(Files.getPosixFilePermissions(settings.resolve("0000000001.json")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.getPosixFilePermissions(settings))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  static GenerationStore open(Directory directory) {
    return GenerationStore.open(directory, SCHEMA, CLOCK);
  }

  static SettingsTree tree(int value) {
    return SettingsTree.empty().with(Key.of("value"), Json.of(value));
  }

  private static Schema schema() {
    return new Schema(new Table(Map.of(), Optional.empty()), Map.of(), Map.of(), List.of());
  }
}
