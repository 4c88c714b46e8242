package dev.carafe.node.update.slots;

import static dev.carafe.node.update.slots.TestUpdate.FILES;
import static dev.carafe.node.update.slots.TestUpdate.NEW;
import static dev.carafe.node.update.slots.TestUpdate.OLD;
import static dev.carafe.node.update.slots.TestUpdate.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.disk.gpt.Partition;
import dev.carafe.node.update.FailedUpdateException;
import dev.carafe.node.update.TestRelease;
import dev.carafe.node.update.UnreachableException;
import dev.carafe.trust.release.Artifact;
import dev.carafe.trust.release.Release;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an update says where it cannot be begun, or does not come to its end.
class FailedStagingTest {
  @TempDir private Path folder;
  private TestUpdate update;

  @BeforeEach
  void begin() throws IOException {
    update = new TestUpdate(folder);
  }

  /// It is said before a byte is fetched.
  private void demandRefusal(Release release, String why) {
    assertThatThrownBy(() -> update.stage(release))
        .isInstanceOf(FailedUpdateException.class)
        .hasMessage("could not install %s: %s", release.version(), why);
    update.demandNothingHasChanged();
    assertThat(update.downloads().asked()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void withoutRoomForTwoKernelsNothingIsBegun() {
    update.machine().machine().kernelRoom(0);
    int old = OLD.kernel().length;
    demandRefusal(
        update.release(),
        "the EFI system partition has room for %d bytes, and %d are needed"
            .formatted(old, 2 * NEW.kernel().length));
  }

  @Test
  void withoutRoomForWhatIsFetchedNothingIsBegun() {
    update.machine().machine().dataRoom(5);
    Artifact delta =
        update
            .release()
            .kernel()
            .payload()
            .from(RUNNING.image().rootHash())
            .orElseThrow()
            .artifact();
    demandRefusal(
        update.release(),
        "the data partition has room for 5 bytes, and %d are needed"
            .formatted(NEW.kernel().length + delta.size()));
  }

  /// Otherwise it would be in its own way.
  @Test
  void whatAnEarlierAttemptHasLeftCountsAsRoom() throws IOException {
    update.downloads().vanishAfter(FILES + "usr.delta", 2);
    assertThatThrownBy(update::stage).isInstanceOf(UnreachableException.class);
    assertThat(folder).isNotEmptyDirectory();
    update.downloads().appear();
    update.machine().machine().dataRoom(5000);
    update.stage();
    update.demandNewIsWhole();
  }

  @Test
  void aSystemThatIsTooLargeForTheOtherSlotIsNotBegun() {
    Artifact large = new Artifact(FILES + "usr", 100, 30 * 4096);
    demandRefusal(
        TestRelease.of(NEW.image(), TestRelease.whole(large), update.release().kernel().payload()),
        "the other slot has room for 98304 bytes, and 122880 are needed");
  }

  @Test
  void whileTheSystemThatRunsIsOnTrialItsWayBackStays() {
    update.use(
        update
            .machine()
            .withFiles(
                Map.of(
                    TestMachine.entry(OLD, ""), OLD, TestMachine.entry(RUNNING, "+2-1"), RUNNING)));
    demandRefusal(
        update.release(),
        "the system that runs has not proved itself yet, and the other one is what the node would go"
            + " back to");
  }

  @Test
  void aSecondImageOfOneNameIsRefused() {
    TestSystem same = RUNNING.next("1.2.0");
    demandRefusal(
        update.downloads().offer(same, RUNNING),
        "the EFI system partition has the kernel image carafe-plain_1.2.0.efi of another system");
  }

  @Test
  void aDiskWithoutASecondSlotIsSaid() throws IOException {
    update.use(TestMachine.small(RUNNING));
    assertThatThrownBy(update::stage)
        .isInstanceOf(FailedUpdateException.class)
        .hasMessageStartingWith("could not find the other slot: ");
  }

  /// Wherever the device fails, what runs is what is started, and the next attempt comes to its
  /// end.
  @Test
  void aDeviceThatFailsAnywhereChangesNothingOfWhatRuns() throws IOException {
    update.stage();
    int steps = update.machine().machine().steps();
    for (int step = 0; step < steps; step++) {
      update.use(TestMachine.updated(OLD, RUNNING));
      update.machine().machine().failAt(step);
      assertThatThrownBy(update::stage)
          .as("step " + step)
          .isInstanceOf(FailedUpdateException.class)
          .hasMessageMatching(
              "could not install 1\\.3\\.0: could not (?:write to partition"
                  + " PRT#usr_1\\.3\\.0(?:_verity)?|write to the partition table|remove the kernel image"
                  + " of the other slot|write the kernel image|name the kernel image):"
                  + " Input/output error");
      update.demandRunningIsSound("step " + step);
      update.machine().machine().mend();
      update.stage();
      update.demandNewIsWhole();
    }
  }

  @Test
  void aPartitionThatCannotBeReadIsNamed() throws IOException {
    RecordedMachine machine = update.machine().machine();
    Partition running = SlotTable.read(machine, RUNNING.root()).running().data();
    machine.loseBlockAt(running.offset());
    assertThatThrownBy(update::stage)
        .isInstanceOf(FailedUpdateException.class)
        .hasMessage(
            "could not install 1.3.0: could not read partition usr_1.2.0: Input/output error");
    machine.mend();
    update.stage();
    update.demandNewIsWhole();
  }

  @Test
  void whereTheOtherSlotCannotBeReadItIsNamedAndNotStarted() throws IOException {
    RecordedMachine machine = update.machine().machine();
    Partition other = SlotTable.read(machine, RUNNING.root()).other().data();
    machine.loseBlockAt(other.offset());
    assertThatThrownBy(update::stage)
        .isInstanceOf(FailedUpdateException.class)
        .hasMessage(
            "could not install 1.3.0: could not read partition PRT#usr_1.3.0: Input/output error");
    assertThat(update.slots().other()).isEmpty();
    update.demandRunningIsSound("after that");
  }

  /// The disk writes something else than it is told to, without a word.
  @Test
  void whatDoesNotComeBackAsItWasWrittenIsNotStarted() throws IOException {
    Slot other = SlotTable.read(update.machine().machine(), RUNNING.root()).other();
    for (Partition partition : other.partitions()) {
      update.use(TestMachine.updated(OLD, RUNNING));
      update.machine().machine().garbleAt(partition.offset() + 4096);
      assertThatThrownBy(update::stage)
          .isInstanceOf(FailedUpdateException.class)
          .hasMessageContaining("expected root hash " + NEW.root());
      assertThat(update.slots().other()).isEmpty();
      update.demandRunningIsSound("after that");
    }
  }

  @Test
  void aKernelImageThatDoesNotComeBackAsItWasWrittenIsNotStarted() throws IOException {
    update.machine().machine().garbleKernels();
    assertThatThrownBy(update::stage)
        .isInstanceOf(FailedUpdateException.class)
        .hasMessageStartingWith("could not write the kernel image: expected digest ");
    assertThat(update.slots().other()).isEmpty();
    update.demandRunningIsSound("after that");
  }

  /// It is not tried to have the whole from it, and what has come is not fetched again.
  @Test
  void whereTheRepositoryVanishesTheNextAttemptGoesOnFromThere() throws IOException {
    update.downloads().vanishAfter(FILES + "usr.delta", 2);
    assertThatThrownBy(update::stage)
        .isInstanceOf(UnreachableException.class)
        .hasMessage("could not fetch %susr.delta, as nobody can be reached: gone", FILES);
    assertThat(update.downloads().asked()).endsWith(FILES + "usr.delta");
    assertThat(update.slots().other()).isEmpty();
    update.demandRunningIsSound("while it is gone");
    long before = update.fetched();
    update.downloads().appear();
    update.stage();
    update.demandNewIsWhole();
    assertThat(update.fetched()).isPositive().isLessThan(before);
  }

  @Test
  void whereTheRepositoryVanishesBeforeTheFirstByteNothingIsTouched() {
    update.downloads().vanishAfter(FILES + "kernel.delta", 0);
    assertThatThrownBy(update::stage).isInstanceOf(UnreachableException.class);
    update.demandNothingHasChanged();
  }
}
