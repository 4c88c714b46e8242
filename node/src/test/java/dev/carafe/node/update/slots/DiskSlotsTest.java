package dev.carafe.node.update.slots;

import static dev.carafe.node.update.slots.TestMachine.POLICY;
import static dev.carafe.node.update.slots.TestUpdate.FILES;
import static dev.carafe.node.update.slots.TestUpdate.NEW;
import static dev.carafe.node.update.slots.TestUpdate.OLD;
import static dev.carafe.node.update.slots.TestUpdate.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.disk.verity.VerityVerdict;
import dev.carafe.node.boot.TestKernel;
import dev.carafe.node.update.FailedUpdateException;
import dev.carafe.node.update.UpdatePlan;
import dev.carafe.trust.release.Release;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSlotsTest {
  @TempDir private Path folder;
  private TestUpdate update;

  @BeforeEach
  void begin() throws IOException {
    update = new TestUpdate(folder);
  }

  @Test
  void whatIsInTheSlotsIsReadFromTheDisk() {
    assertThat(update.slots().running()).isEqualTo(RUNNING.image());
    assertThat(update.slots().other()).contains(OLD.image());
    assertThat(update.slots().startsOther()).isFalse();
    assertThat(update.slots().givenUp()).isEmpty();
  }

  @Test
  void anEmptySlotHasNoSystem() throws IOException {
    update.use(TestMachine.installed(RUNNING));
    assertThat(update.slots().other()).isEmpty();
    assertThat(update.slots().startsOther()).isFalse();
  }

  /// Updates can be looked for all the same.
  @Test
  void aDiskWithOneSlotHasNoOtherSystem() throws IOException {
    update.use(TestMachine.small(RUNNING));
    assertThat(update.slots().other()).isEmpty();
    assertThat(update.slots().startsOther()).isFalse();
    assertThat(update.slots().givenUp()).isEmpty();
    assertThatThrownBy(() -> update.slots().plan(update.release(), POLICY))
        .isInstanceOf(FailedUpdateException.class)
        .hasMessageStartingWith("could not find the other slot: expected 2 partitions ");
    assertThatThrownBy(update.slots()::activate)
        .hasMessage("could not activate the other system: no whole system is in its slot");
  }

  @Test
  void aSystemWithoutAKernelImageIsNone() {
    update.use(update.machine().withFiles(Map.of(TestMachine.entry(RUNNING, ""), RUNNING)));
    assertThat(update.slots().other()).isEmpty();
  }

  @Test
  void aSystemWhoseVersionNobodyUnderstandsIsNone() throws IOException {
    Map<String, RecordedMachine.Inode> files = update.machine().machine().files();
    files.put(
        TestMachine.entry(OLD, ""),
        new RecordedMachine.Inode(TestKernel.image(OLD.root(), "yesterday")));
    update.use(
        update.machine().left(new RecordedMachine(update.machine().machine().disk(), files)));
    assertThat(update.slots().other()).isEmpty();
  }

  @Test
  void aReleaseIsPutIntoTheOtherSlotByWhatIsDifferent() throws IOException {
    update.stage();
    update.demandNewIsWhole();
    assertThat(update.downloads().asked())
        .containsExactly(FILES + "kernel.delta", FILES + "usr.delta");
    assertThat(folder).as("nothing is left over").isEmptyDirectory();
    update.slots().activate();
    assertThat(update.slots().startsOther()).isTrue();
    assertThat(update.machine().machine().files())
        .containsOnlyKeys(TestMachine.entry(RUNNING, ""), TestMachine.entry(NEW, "+3-0"));
  }

  @Test
  void theSystemThatRunsIsNeverWrittenTo() throws IOException {
    update.stage();
    assertThat(update.machine().verdict(RUNNING.root())).contains(new VerityVerdict.Intact());
    assertThat(update.machine().machine().files().get(TestMachine.entry(RUNNING, "")))
        .isNotNull()
        .satisfies(inode -> assertThat(inode.bytes()).isEqualTo(RUNNING.kernel()));
  }

  @Test
  void aReleaseForAnotherSystemComesWhole() throws IOException {
    Release whole = update.downloads().offer(NEW, OLD);
    update.stage(whole);
    update.demandNewIsWhole();
    assertThat(update.downloads().asked()).containsExactly(FILES + "kernel", FILES + "usr");
  }

  @Test
  void whatTheSlotHasAlreadyIsNotFetchedAgain() throws IOException {
    update.stage();
    int written = update.machine().machine().steps();
    update.stage();
    update.demandNewIsWhole();
    assertThat(update.said()).endsWith("<6>updates: 1.3.0: 0 bytes are fetched, and 0 written\n");
    assertThat(update.machine().machine().steps()).isGreaterThan(written);
  }

  @Test
  void whereTheOtherSystemHasFailedItIsNoWayBack() throws IOException {
    update.use(
        update
            .machine()
            .withFiles(
                Map.of(
                    TestMachine.entry(OLD, "+0-3"),
                    OLD,
                    TestMachine.entry(RUNNING, "+2-1"),
                    RUNNING)));
    assertThat(update.slots().givenUp()).isPresent();
    update.stage();
    assertThat(update.slots().other()).contains(NEW.image());
  }

  @Test
  void aPlanSaysWhatIsFetchedAndWhatRoomItTakes() {
    UpdatePlan plan = update.slots().plan(update.release(), POLICY);
    assertThat(plan.refusal()).isEmpty();
    assertThat(plan.downloads())
        .extracting(download -> download.what() + " " + download.target())
        .containsExactly("kernel " + FILES + "kernel.delta", "usr " + FILES + "usr.delta");
    assertThat(plan.downloads()).allSatisfy(download -> assertThat(download.delta()).isTrue());
    assertThat(plan.rooms())
        .extracting(room -> room.where() + " " + room.needed())
        .startsWith("the other slot 81920", "the hash tree of the other slot 8192");
    update.demandNothingHasChanged();
  }
}
