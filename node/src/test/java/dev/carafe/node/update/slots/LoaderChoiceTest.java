package dev.carafe.node.update.slots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.node.boot.TestKernel;
import dev.carafe.node.update.FailedUpdateException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The names of two kernel images before and after. `r` is the one that runs, of version 1.2.0; `n`
/// is a newer one in the other slot, and `o` an older one.
class LoaderChoiceTest {
  private static final TestSystem OLDER = TestSystem.of("1.1.0");
  private static final TestSystem RUNNING = TestSystem.of("1.2.0");
  private static final TestSystem NEWER = TestSystem.of("1.3.0");

  @TempDir private Path folder;
  private TestSystem other = NEWER;

  private static TestSystem system(String word) {
    return switch (word.charAt(0)) {
      case 'o' -> OLDER;
      case 'n' -> NEWER;
      default -> RUNNING;
    };
  }

  /// `n+3-0 r` as the files of a machine.
  private TestMachine machine(String names) throws IOException {
    Map<String, TestSystem> files = new TreeMap<>();
    for (String word : names.split(" ", -1)) {
      TestSystem system = system(word);
      other = system.equals(RUNNING) ? other : system;
      String rest = word.substring(1);
      files.put(
          rest.startsWith(".")
              ? "carafe-plain_" + system.version() + ".efi" + rest
              : TestMachine.entry(system, rest),
          system);
    }
    return TestMachine.updated(other, RUNNING).withFiles(files);
  }

  private static String names(TestMachine machine) {
    return String.join(
        " ",
        machine.machine().files().keySet().stream()
            .map(file ->
                file.replace("carafe-plain_1.1.0", "o")
                    .replace("carafe-plain_1.2.0", "r")
                    .replace("carafe-plain_1.3.0", "n")
                    .replace(".efi", ""))
            .sorted()
            .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "n.new r, n+3-0 r",
    "n.new r+2-1, n+3-0 r+2-1",
    "n r, n+3-0 r",
    "n+3-0 r, n+3-0 r",
    "n+1-2 r, n+3-0 r",
    "n+0-0 r, n+3-0 r",
    "o r, o+3-0 r+0-0",
    "o.new r, o+3-0 r+0-0",
    "o+3-0 r, o+3-0 r+0-0",
    "o r+2-1, o+3-0 r+0-1",
    "o+3-0 r+0-0, o+3-0 r+0-0",
    "o+3-0 r r+0-0, o+3-0 r+0-0 r.new",
  })
  void activationLetsTheOtherOneBeFirst(String before, String after) throws IOException {
    TestMachine machine = machine(before);
    DiskSlots slots = machine.slots(new TestDownloads(), folder);
    slots.activate();
    assertThat(names(machine)).isEqualTo(after);
    assertThat(slots.startsOther()).isTrue();
    assertThat(machine.next()).contains(other.root());
  }

  @ParameterizedTest
  @CsvSource({
    "n+3-0 r, n.new r",
    "n r, n.new r",
    "n+3-0 n.new r, n.new n.tmp r",
    "o+3-0 r+0-0, o+3-0 r",
    "o+3-0 r+0-1, o+3-0 r+3-1",
    "o+3-0 r, o+3-0 r",
    "n.new r, n.new r",
    "o+3-0 r r+0-0, o+3-0 r r+0-0",
  })
  void deactivationLetsTheOneThatRunsBeFirst(String before, String after) throws IOException {
    TestMachine machine = machine(before);
    DiskSlots slots = machine.slots(new TestDownloads(), folder);
    slots.deactivate();
    assertThat(names(machine)).isEqualTo(after);
    assertThat(slots.startsOther()).isFalse();
    assertThat(machine.next()).contains(RUNNING.root());
  }

  @Test
  void aSystemThatHasFailedIsNotStartedByItsNameAlone() throws IOException {
    DiskSlots slots = machine("n+0-3 r").slots(new TestDownloads(), folder);
    assertThatThrownBy(slots::activate)
        .isInstanceOf(FailedUpdateException.class)
        .hasMessage(
            "could not activate the other system: carafe-plain_1.3.0+0-3.efi has failed; prepare it"
                + " again to try it once more");
    assertThat(slots.givenUp()).isPresent();
  }

  @Test
  void anImageThatIsNotWholeIsNotStarted() throws IOException {
    DiskSlots slots = machine("n.tmp r").slots(new TestDownloads(), folder);
    assertThat(slots.other()).isEmpty();
    assertThatThrownBy(slots::activate)
        .isInstanceOf(FailedUpdateException.class)
        .hasMessage("could not activate the other system: its kernel image is not whole");
  }

  @Test
  void anEmptySlotIsNotStarted() throws IOException {
    DiskSlots slots = TestMachine.installed(RUNNING).slots(new TestDownloads(), folder);
    assertThatThrownBy(slots::activate)
        .isInstanceOf(FailedUpdateException.class)
        .hasMessage("could not activate the other system: no whole system is in its slot");
  }

  @Test
  void withoutItsOwnImageTheNodeChangesNothing() throws IOException {
    TestMachine machine = machine("n+3-0");
    assertThatThrownBy(machine.slots(new TestDownloads(), folder)::deactivate)
        .isInstanceOf(FailedUpdateException.class)
        .hasMessage(
            "could not find the kernel image of the system that runs, with usrhash="
                + RUNNING.root());
    assertThat(names(machine)).isEqualTo("n+3-0");
  }

  /// What systemd-boot may start beside ours.
  @Test
  void anImageOfAnotherOriginThatComesFirstIsNamed() throws IOException {
    TestMachine machine = machine("n.new r");
    Map<String, RecordedMachine.Inode> files = machine.machine().files();
    byte[] foreign = TestKernel.image("ID=a-rescue\nVERSION_ID=1\n", "quiet");
    files.put("rescue.efi", new RecordedMachine.Inode(foreign));
    TestMachine with = machine.left(new RecordedMachine(machine.machine().disk(), files));
    assertThatThrownBy(with.slots(new TestDownloads(), folder)::activate)
        .isInstanceOf(FailedUpdateException.class)
        .hasMessage(
            "could not let the boot loader start the other system: it would start rescue.efi");
    assertThat(names(with)).isEqualTo("n+3-0 r rescue");
  }

  @Test
  void aFailingDeviceIsSaid() throws IOException {
    TestMachine machine = machine("n.new r");
    machine.machine().failAt(0);
    assertThatThrownBy(machine.slots(new TestDownloads(), folder)::activate)
        .isInstanceOf(FailedUpdateException.class)
        .hasMessage(
            "could not activate the other system: could not rename kernel images: Input/output"
                + " error");
  }
}
