package dev.carafe.node.update.slots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.disk.DiskException;
import dev.carafe.node.update.FailedUpdateException;
import dev.carafe.trust.release.Release;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cuts the power at every step of an update, with whatever of the last writes came to the disk in
/// whatever order: what the boot loader would start is always whole, and the next attempt goes on
/// to the end.
class UpdateCrashTest {
  private static final TestSystem OLD = TestSystem.of("1.1.0");
  private static final TestSystem RUNNING = TestSystem.of("1.2.0");
  private static final TestSystem NEW = RUNNING.next("1.3.0");
  private static final TestSystem OTHER = RUNNING.next("1.4.0");

  @TempDir private Path folder;
  private final TestDownloads downloads = new TestDownloads();
  private final Release release = downloads.offer(NEW, RUNNING);

  /// What is done to a machine.
  private interface Act {
    void on(DiskSlots slots);
  }

  private void stage(DiskSlots slots) {
    slots.stage(release, TestMachine.POLICY, () -> {});
  }

  /// Does something to a machine, and cuts its power everywhere in it.
  ///
  /// @return how many machines were left
  private int cut(TestMachine before, Act act, PowerCuts.Check check) throws IOException {
    return PowerCuts.check(before.machine(), log(before, act), check);
  }

  /// What happens to a machine to which something is done.
  private List<RecordedMachine.Event> log(TestMachine before, Act act) throws IOException {
    TestMachine after =
        before.left(new RecordedMachine(before.machine().disk(), before.machine().files()));
    act.on(after.slots(downloads, folder));
    after.demandSound("at the end");
    return after.machine().log();
  }

  /// What runs is what is started, whatever is left; and what was done is there for good.
  private void isSound(String cut, TestMachine left) throws IOException {
    left.demandSound(cut);
    assertThat(left.next()).as(cut).contains(RUNNING.root());
    DiskSlots slots = left.slots(downloads, folder);
    assertThat(slots.startsOther()).as(cut).isFalse();
    left.demandWhole(cut, slots.other());
    if (cut.startsWith(PowerCuts.END)) {
      assertThat(slots.other()).as(cut).contains(NEW.image());
    }
  }

  private void keepsRunning(String cut, TestMachine left) throws IOException {
    isSound(cut, left);
    comesToItsEnd(cut, left);
  }

  /// An update from there.
  private void comesToItsEnd(String cut, TestMachine left) throws IOException {
    DiskSlots slots = left.slots(downloads, folder);
    stage(slots);
    assertThat(slots.other()).as(cut).contains(NEW.image());
    slots.activate();
    left.demandSound(cut);
    assertThat(left.next()).as(cut).contains(NEW.root());
  }

  private int cutInUpdate(TestMachine before) throws IOException {
    return cut(before, this::stage, (cut, left) -> keepsRunning(cut, before.left(left)));
  }

  @Test
  void anUpdateIntoAnEmptySlotSurvives() throws IOException {
    assertThat(cutInUpdate(TestMachine.installed(RUNNING))).isGreaterThan(600);
  }

  @Test
  void anUpdateOverAnOlderSystemSurvives() throws IOException {
    assertThat(cutInUpdate(TestMachine.updated(OLD, RUNNING))).isGreaterThan(1100);
  }

  /// The attempt to install another system broke off: the slot is half written.
  @Test
  void anUpdateAfterOneThatBrokeOffSurvives() throws IOException {
    TestMachine before = TestMachine.updated(OLD, RUNNING);
    Release other = downloads.offer(OTHER, RUNNING);
    before.machine().failAt(12);
    assertThatThrownBy(
            () -> before.slots(downloads, folder).stage(other, TestMachine.POLICY, () -> {}))
        .isInstanceOf(FailedUpdateException.class);
    before.machine().mend();
    assertThat(cutInUpdate(before)).isGreaterThan(400);
  }

  /// The other way round: without any of the flushes there is a cut that these tests would not let
  /// pass.
  @Test
  void withoutAnyFlushThereIsACutThatDoesHarm() throws IOException {
    TestMachine before = TestMachine.updated(OLD, RUNNING);
    List<RecordedMachine.Event> log = log(before, this::stage);
    for (int step = 0; step < log.size(); step++) {
      if (log.get(step) instanceof RecordedMachine.Event.Flush) {
        List<RecordedMachine.Event> without = new ArrayList<>(log);
        without.remove(step);
        assertThat(doesHarm(before, without)).as("without the flush in step " + step).isTrue();
      }
    }
  }

  private boolean doesHarm(TestMachine before, List<RecordedMachine.Event> log) throws IOException {
    try {
      PowerCuts.check(before.machine(), log, (cut, left) -> isSound(cut, before.left(left)));
      return false;
    } catch (AssertionError | DiskException _) {
      return true;
    }
  }

  /// While the older system's image is still there it is whole; and it is there or nothing is.
  @Test
  void theOlderSystemIsWholeOrNotStarted() throws IOException {
    TestMachine before = TestMachine.updated(OLD, RUNNING);
    cut(
        before,
        this::stage,
        (cut, left) -> {
          TestMachine machine = before.left(left);
          boolean listed =
              machine.entries().stream()
                  .anyMatch(entry -> entry.image().system().equals(Optional.of(OLD.root())));
          assertThat(machine.slots(downloads, folder).other().isPresent())
              .as(cut)
              .isEqualTo(listed || isStaged(machine));
        });
  }

  private boolean isStaged(TestMachine machine) throws IOException {
    return machine.machine().look("look", StoredKernels::read).staged(NEW.root()).isPresent();
  }

  @Test
  void activationLeavesTheOneOrTheOther() throws IOException {
    TestMachine before = TestMachine.updated(OLD, RUNNING);
    stage(before.slots(downloads, folder));
    cut(before, DiskSlots::activate, (cut, left) -> oneOrTheOther(cut, before.left(left), NEW));
  }

  @Test
  void goingBackLeavesTheOneOrTheOther() throws IOException {
    TestMachine before = TestMachine.updated(OLD, RUNNING);
    cut(before, DiskSlots::activate, (cut, left) -> oneOrTheOther(cut, before.left(left), OLD));
  }

  @Test
  void deactivationLeavesTheOneOrTheOther() throws IOException {
    for (TestSystem other : List.of(OLD, NEW)) {
      TestMachine before = TestMachine.updated(other, RUNNING);
      before.slots(downloads, folder).activate();
      assertThat(before.next()).contains(other.root());
      cut(
          before,
          DiskSlots::deactivate,
          (cut, left) -> {
            TestMachine machine = before.left(left);
            machine.demandSound(cut);
            machine.slots(downloads, folder).deactivate();
            assertThat(machine.next()).as(cut).contains(RUNNING.root());
          });
    }
  }

  private void oneOrTheOther(String cut, TestMachine left, TestSystem other) throws IOException {
    left.demandSound(cut);
    assertThat(left.next().orElseThrow()).as(cut).isIn(RUNNING.root(), other.root());
    left.slots(downloads, folder).activate();
    left.demandSound(cut);
    assertThat(left.next()).as(cut).contains(other.root());
  }

  /// A file that a cut has left with two names has its blocks twice: to delete the one would take
  /// them from the other.
  @Test
  void theImageThatRunsLosesNothingToASecondName() throws IOException {
    TestMachine machine =
        TestMachine.installed(RUNNING)
            .withFiles(
                Map.of(
                    TestMachine.entry(RUNNING, ""),
                    RUNNING,
                    "carafe-plain_1.2.0.efi.new",
                    RUNNING));
    stage(machine.slots(downloads, folder));
    assertThat(machine.machine().files()).containsKey("carafe-plain_1.2.0.efi.new");
    machine.demandSound("with two names");
  }
}
