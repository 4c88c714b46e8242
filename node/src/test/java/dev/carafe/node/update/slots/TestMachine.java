package dev.carafe.node.update.slots;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.disk.bytes.Digests;
import dev.carafe.disk.gpt.GuidPartitionTable;
import dev.carafe.disk.gpt.Partition;
import dev.carafe.disk.gpt.PartitionTableReading;
import dev.carafe.disk.gpt.PartitionType;
import dev.carafe.disk.verity.RootHash;
import dev.carafe.disk.verity.VerityTree;
import dev.carafe.disk.verity.VerityVerdict;
import dev.carafe.node.boot.LoaderEntry;
import dev.carafe.node.host.Journal;
import dev.carafe.node.update.SystemImage;
import dev.carafe.node.update.TestDelta;
import dev.carafe.node.update.UpdatePolicy;
import dev.carafe.settings.model.SettingsTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// A machine with two slots, one of which runs.
///
/// @param running in the first slot
record TestMachine(RecordedMachine machine, TestSystem running) {
  static final UpdatePolicy POLICY = UpdatePolicy.read(SettingsTree.empty());

  private static final long ESP = 40;
  private static final long FIRST = 48;
  private static final long DATA = 192;
  private static final long HASH = 32;
  private static final UUID EMPTY = new UUID(8, 9);

  /// One that was just installed, whose second slot was made at its first boot.
  static TestMachine installed(TestSystem system) throws IOException {
    Slot first = slot(FIRST, "_a").finished(system.root(), system.version());
    RecordedMachine machine = blank(first, slot(FIRST + DATA + HASH, "_empty"));
    return with(machine, Map.of(entry(system, ""), inode(system)), system);
  }

  /// One whose other slot has the system that it ran before.
  static TestMachine updated(TestSystem before, TestSystem system) throws IOException {
    Slot first = slot(FIRST, "_a").finished(system.root(), system.version());
    Slot second = slot(FIRST + DATA + HASH, "_b").finished(before.root(), before.version());
    RecordedMachine machine = blank(first, second);
    machine.changeTable(device -> {
      before.writeTo(device, second);
      return device;
    });
    return with(
        machine,
        Map.of(entry(before, ""), inode(before), entry(system, ""), inode(system)),
        system);
  }

  /// One without a second slot.
  static TestMachine small(TestSystem system) throws IOException {
    Slot only = slot(FIRST, "_a").finished(system.root(), system.version());
    RecordedMachine machine =
        new RecordedMachine(new byte[(int) table(List.of(only)).size()], Map.of());
    machine.changeTable(device -> {
      table(List.of(only)).write(device);
      return device;
    });
    return with(machine, Map.of(entry(system, ""), inode(system)), system);
  }

  private static RecordedMachine blank(Slot first, Slot second) throws IOException {
    GuidPartitionTable table = table(List.of(first, second));
    RecordedMachine machine = new RecordedMachine(new byte[(int) table.size()], Map.of());
    machine.changeTable(device -> {
      table.write(device);
      return device;
    });
    return machine;
  }

  /// Nothing of how it came about is remembered.
  private static TestMachine with(
      RecordedMachine made, Map<String, RecordedMachine.Inode> files, TestSystem running)
      throws IOException {
    made.changeTable(device -> {
      running.writeTo(device, slot(FIRST, "_a"));
      return device;
    });
    return new TestMachine(new RecordedMachine(made.disk(), files), running);
  }

  private static Slot slot(long first, String label) {
    long hash = first + DATA;
    return new Slot(
        new Partition(PartitionType.USR, EMPTY, label, first, hash - 1, Set.of()),
        new Partition(
            PartitionType.USR_VERITY, new UUID(8, first), label, hash, hash + HASH - 1, Set.of()));
  }

  private static GuidPartitionTable table(List<Slot> slots) {
    List<Partition> partitions = new ArrayList<>();
    partitions.add(
        new Partition(PartitionType.ESP, new UUID(1, 1), "esp", ESP, FIRST - 1, Set.of()));
    slots.forEach(slot -> partitions.addAll(slot.partitions()));
    return new GuidPartitionTable(
        new UUID(5, 5), partitions.getLast().lastLba() + 1 + 40, partitions);
  }

  /// The name of a system's kernel image.
  static String entry(TestSystem system, String counter) {
    return "carafe-plain_" + system.version() + counter + ".efi";
  }

  static RecordedMachine.Inode inode(TestSystem system) {
    return new RecordedMachine.Inode(system.kernel());
  }

  /// The same machine with other names on its system partition. Two of one system are two names of
  /// one file.
  TestMachine withFiles(Map<String, TestSystem> files) {
    Map<TestSystem, RecordedMachine.Inode> images = new HashMap<>();
    Map<String, RecordedMachine.Inode> inodes = new TreeMap<>();
    files.forEach(
        (name, system) -> inodes.put(name, images.computeIfAbsent(system, TestMachine::inode)));
    return new TestMachine(new RecordedMachine(machine.disk(), inodes), running);
  }

  /// What a cut has left of it.
  TestMachine left(RecordedMachine other) {
    return new TestMachine(other, running);
  }

  DiskSlots slots(TestDownloads downloads, Path folder) {
    return slots(downloads, folder, new ByteArrayOutputStream());
  }

  DiskSlots slots(TestDownloads downloads, Path folder, ByteArrayOutputStream said) {
    return new DiskSlots(
        new SlotParts(
            running.image(),
            machine,
            machine,
            downloads,
            folder,
            machine::dataRoom,
            () -> TestDelta.ZSTD,
            () -> Digests.OF_JAVA,
            new Journal(new PrintStream(said, true, UTF_8))));
  }

  List<LoaderEntry> entries() {
    return machine.look("look", LoaderEntry::of);
  }

  /// The system that the boot loader starts.
  Optional<RootHash> next() {
    return entries().stream().findFirst().flatMap(entry -> entry.image().system());
  }

  /// Holds that every system that the loader could start is whole.
  void demandSound(String cut) throws IOException {
    assertThat(entries()).as(cut).isNotEmpty();
    for (LoaderEntry entry : entries()) {
      assertThat(verdict(entry.image().system().orElseThrow()))
          .as(cut + ": " + entry.entry().file())
          .isEqualTo(Optional.of(new VerityVerdict.Intact()));
    }
  }

  /// Holds that a system is what it is said to be.
  void demandWhole(String cut, Optional<SystemImage> said) throws IOException {
    if (said.isPresent()) {
      assertThat(verdict(said.get().rootHash()))
          .as(cut + ": " + said.get())
          .isEqualTo(Optional.of(new VerityVerdict.Intact()));
    }
  }

  /// What the kernel would find of a system; nothing where its partitions are not there.
  Optional<VerityVerdict> verdict(RootHash system) throws IOException {
    GuidPartitionTable table = machine.table(disk -> PartitionTableReading.of(disk).table());
    Optional<Partition> data = partition(table, system.dataPartition());
    Optional<Partition> hash = partition(table, system.hashPartition());
    return data.isEmpty() || hash.isEmpty()
        ? Optional.empty()
        : Optional.of(
            machine.read(
                data.get(),
                blocks ->
                    machine.read(hash.get(), tree -> VerityTree.verify(blocks, tree, system))));
  }

  private static Optional<Partition> partition(GuidPartitionTable table, UUID uuid) {
    return table.partitions().stream()
        .filter(partition -> partition.uuid().equals(uuid))
        .findFirst();
  }
}
