package dev.carafe.node.update.slots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.disk.gpt.Attribute;
import dev.carafe.disk.gpt.GuidPartitionTable;
import dev.carafe.disk.gpt.PartitionTableReading;
import dev.carafe.disk.verity.RootHash;
import dev.carafe.node.update.FailedUpdateException;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SlotTableTest {
  private static final TestSystem OLD = TestSystem.of("1.1.0");
  private static final TestSystem RUNNING = TestSystem.of("1.2.0");
  private static final UUID DISK = new UUID(5, 5);

  private static SlotTable read(TestMachine machine) throws IOException {
    return SlotTable.read(machine.machine(), RUNNING.root());
  }

  @Test
  void theSlotThatRunsIsKnownByTheHalvesOfItsRootHash() throws IOException {
    SlotTable slots = read(TestMachine.updated(OLD, RUNNING));
    assertThat(slots.running().system()).contains(RUNNING.root());
    assertThat(slots.other().system()).contains(OLD.root());
    assertThat(slots.other().data().label()).isEqualTo("usr_1.1.0");
    assertThat(slots.other().hash().label()).isEqualTo("usr_1.1.0_verity");
  }

  @Test
  void aSlotThatWasJustMadeHasNoSystem() throws IOException {
    assertThat(read(TestMachine.installed(RUNNING)).other().system()).isEmpty();
  }

  @Test
  void aSlotThatIsBeingWrittenIsNobodys() throws IOException {
    Slot other = read(TestMachine.updated(OLD, RUNNING)).other();
    Slot unfinished = other.unfinished(DISK, "1.3.0");
    assertThat(unfinished.system()).isEmpty();
    assertThat(unfinished.data().label()).isEqualTo("PRT#usr_1.3.0");
    assertThat(unfinished.hash().label()).isEqualTo("PRT#usr_1.3.0_verity");
    assertThat(unfinished.data().uuid())
        .isNotEqualTo(unfinished.hash().uuid())
        .isNotEqualTo(other.data().uuid());
    assertThat(unfinished.unfinished(DISK, "1.3.0")).isEqualTo(unfinished);
    assertThat(unfinished.data().offset()).isEqualTo(other.data().offset());
    assertThat(unfinished.data().size()).isEqualTo(other.data().size());
  }

  @Test
  void aLongVersionIsCutInLabelsAlone() throws IOException {
    Slot other = read(TestMachine.installed(RUNNING)).other();
    Slot finished = other.finished(OLD.root(), "1.3.0-rc.1.with.much.more+4f0c21");
    assertThat(finished.hash().label()).isEqualTo("usr_1.3.0-rc.1.with.much._verity");
    assertThat(finished.system()).contains(OLD.root());
    assertThat(finished.data().attributes()).containsExactly(Attribute.READ_ONLY);
    assertThat(other.unfinished(DISK, "1.3.0-rc.1.with.much.more+4f0c21").hash().label())
        .hasSizeLessThanOrEqualTo(36);
  }

  @Test
  void onlyTheOtherSlotOfTheTableChanges() throws IOException {
    TestMachine machine = TestMachine.updated(OLD, RUNNING);
    GuidPartitionTable before = table(machine);
    SlotTable slots = read(machine);
    Slot next = slots.other().unfinished(slots.disk(), "1.3.0");
    assertThat(slots.with(next, machine.machine())).isEqualTo(read(machine));
    assertThat(table(machine).partitions().subList(0, 3))
        .isEqualTo(before.partitions().subList(0, 3));
    assertThat(read(machine).other()).isEqualTo(next);
  }

  @Test
  void whatIsSoAlreadyIsNotWritten() throws IOException {
    TestMachine machine = TestMachine.updated(OLD, RUNNING);
    SlotTable slots = read(machine);
    assertThat(slots.with(slots.other(), machine.machine())).isEqualTo(slots);
    assertThat(machine.machine().log()).isEmpty();
  }

  private static GuidPartitionTable table(TestMachine machine) throws IOException {
    return machine.machine().table(disk -> PartitionTableReading.of(disk).table());
  }

  @Test
  void aDiskWithOneSlotIsSaid() throws IOException {
    TestMachine small = TestMachine.small(RUNNING);
    assertThatThrownBy(() -> read(small))
        .isInstanceOf(FailedUpdateException.class)
        .hasMessage(
            "could not find the other slot: expected 2 partitions of type usr-x86-64, found 1; the"
                + " second is made at the first boot, on a disk that has room for it");
  }

  @Test
  void aSystemThatRunsFromElsewhereIsSaid() throws IOException {
    TestMachine machine = TestMachine.installed(RUNNING);
    RootHash other = RootHash.of("ab".repeat(32));
    assertThatThrownBy(() -> SlotTable.read(machine.machine(), other))
        .isInstanceOf(FailedUpdateException.class)
        .hasMessage(
            "could not find the slot that runs: the disk has no partition of type usr-x86-64 with"
                + " GUID abababab-abab-abab-abab-abababababab");
  }
}
