package dev.carafe.node.update.slots;

import static dev.carafe.node.update.slots.TestUpdate.FILES;
import static dev.carafe.node.update.slots.TestUpdate.NEW;
import static dev.carafe.node.update.slots.TestUpdate.OLD;
import static dev.carafe.node.update.slots.TestUpdate.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.node.boot.TestKernel;
import dev.carafe.node.update.FailedUpdateException;
import dev.carafe.node.update.TestDelta;
import dev.carafe.node.update.TestRelease;
import dev.carafe.trust.release.Artifact;
import dev.carafe.trust.release.Release;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of an update where a file is wrong, or missing, or for another system.
class StagingWaysTest {
  @TempDir private Path folder;
  private TestUpdate update;

  @BeforeEach
  void begin() throws IOException {
    update = new TestUpdate(folder);
  }

  @Test
  void aFrameThatIsWrongIsTakenFromTheNextPlaceAndTheRestToo() throws IOException {
    update.downloads().spoil(FILES + "usr.delta", -5);
    update.stage();
    update.demandNewIsWhole();
    assertThat(update.downloads().asked()).doesNotContain(FILES + "usr");
  }

  @Test
  void whereItIsWrongEverywhereTheWholeIsTaken() throws IOException {
    update.downloads().spoil(FILES + "usr.delta", -5);
    update.downloads().loseElsewhere();
    update.stage();
    update.demandNewIsWhole();
    assertThat(update.downloads().asked()).endsWith(FILES + "usr.delta", FILES + "usr");
    assertThat(update.said())
        .contains("<4>updates: could not make blocks ")
        .contains("; the whole is fetched instead");
  }

  @Test
  void aDeltaThatNobodyHasIsNoReasonToGiveUp() throws IOException {
    update.downloads().lose(FILES + "usr.delta");
    update.downloads().lose(FILES + "kernel.delta");
    update.stage();
    update.demandNewIsWhole();
  }

  @Test
  void whereTheWholeIsWrongTooNothingIsStarted() throws IOException {
    update.downloads().lose(FILES + "usr.delta");
    update.downloads().spoil(FILES + "usr", -5);
    update.downloads().loseElsewhere();
    assertThatThrownBy(() -> update.stage())
        .isInstanceOf(FailedUpdateException.class)
        .hasMessageStartingWith("could not install 1.3.0: could not make blocks ");
    assertThat(update.slots().other()).isEmpty();
    update.demandRunningIsSound("after a failure");
  }

  /// The delta does what it says, and what it says is not what was signed.
  @Test
  void aDeltaToAnotherSystemIsRefusedBeforeAnythingOfItIsWritten() throws IOException {
    TestSystem other = RUNNING.next("1.4.0");
    byte[] delta = TestDelta.ofFileSystem(RUNNING.usr(), other.usr());
    update.downloads().put(FILES + "usr.delta", delta);
    update.stage();
    update.demandNewIsWhole();
    assertThat(update.said())
        .contains("<4>updates: could not use " + FILES + "usr.delta: expected what");
  }

  @Test
  void aDeltaFromAnotherSystemIsRefused() throws IOException {
    update.downloads().put(FILES + "usr.delta", TestDelta.ofFileSystem(OLD.usr(), NEW.usr()));
    update.stage();
    update.demandNewIsWhole();
    assertThat(update.said())
        .contains("<4>updates: could not use " + FILES + "usr.delta: expected what");
  }

  /// One of the running system's blocks is damaged: what was to be copied of it comes whole.
  @Test
  void aDamagedBlockOfTheSystemThatRunsDoesNotComeAlong() throws IOException {
    RecordedMachine machine = update.machine().machine();
    byte[] disk = machine.disk();
    disk[(int) SlotTable.read(machine, RUNNING.root()).running().data().offset() + 5] ^= 1;
    update.useDisk(disk);
    update.stage();
    update.demandNewIsWhole();
    assertThat(update.said())
        .contains("the source is damaged or another one; the whole is fetched");
  }

  /// The same release, but for its kernel image.
  private Release withKernel(byte[] kernel) {
    byte[] whole = TestDelta.ofFile(new byte[0], kernel);
    update.downloads().put(FILES + "kernel", whole);
    Artifact artifact = TestDelta.artifact(FILES + "kernel", whole, kernel.length);
    return TestRelease.of(
        NEW.image(), update.release().usr().payload(), TestRelease.whole(artifact));
  }

  private void demandRefusal(byte[] kernel, String why) {
    Release release = withKernel(kernel);
    assertThatThrownBy(() -> update.stage(release))
        .isInstanceOf(FailedUpdateException.class)
        .hasMessage("could not use " + FILES + "kernel: expected a kernel image " + why);
    update.demandNothingHasChanged();
  }

  @Test
  void aKernelImageOfAnotherSystemIsRefusedBeforeAnythingIsTouched() {
    demandRefusal(
        TestKernel.image(OLD.root(), "1.3.0"),
        "with usrhash=%s, found %s".formatted(NEW.root(), OLD.root()));
  }

  @Test
  void aKernelImageThatIsNoneIsRefused() {
    demandRefusal(new byte[5000], "with usrhash=%s, found no root hash".formatted(NEW.root()));
  }

  /// The release says that it is for this node, and what it has is not.
  @Test
  void aSystemOfAnotherVariantIsRefusedBeforeAnythingIsTouched() {
    String commandLine = "usrhash=" + NEW.root();
    demandRefusal(
        TestKernel.image("ID=carafe\nVERSION_ID=1.3.0\nVARIANT_ID=metal\n", commandLine),
        "of variant plain, found metal");
    demandRefusal(
        TestKernel.image("ID=carafe\nVERSION_ID=1.3.0\n", commandLine),
        "of variant plain, found none");
  }

  @Test
  void aKernelDeltaForAnotherImageIsNoReasonToGiveUp() throws IOException {
    update
        .downloads()
        .put(
            FILES + "kernel.delta",
            TestDelta.ofFile(Arrays.copyOf(OLD.kernel(), 9000), NEW.kernel()));
    update.stage();
    update.demandNewIsWhole();
    assertThat(update.said()).contains("there is none of 9000 bytes of the system that runs");
  }
}
