package dev.carafe.node.update.slots;

import static dev.carafe.node.update.slots.TestMachine.POLICY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.disk.verity.VerityVerdict;
import dev.carafe.trust.release.Release;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// An update of a machine from 1.2.0 to 1.3.0. At first its other slot has 1.1.0.
final class TestUpdate {
  static final TestSystem OLD = TestSystem.of("1.1.0");
  static final TestSystem RUNNING = TestSystem.of("1.2.0");
  static final TestSystem NEW = RUNNING.next("1.3.0");

  /// Where the release's files are.
  static final String FILES = "plain/x86_64/1.3.0/";

  private static final Pattern FETCHED = Pattern.compile("([0-9]+) bytes are fetched");

  private final Path folder;
  private final TestDownloads downloads = new TestDownloads();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Release release = downloads.offer(NEW, RUNNING);
  private TestMachine machine;
  private DiskSlots slots;
  private boolean begun;

  /// @param folder of the data partition
  TestUpdate(Path folder) throws IOException {
    this.folder = folder;
    machine = TestMachine.updated(OLD, RUNNING);
    slots = machine.slots(downloads, folder, said);
  }

  /// Another machine is updated from now on.
  void use(TestMachine other) {
    machine = other;
    slots = other.slots(downloads, folder, said);
    begun = false;
  }

  /// The same machine, but its disk has other bytes.
  void useDisk(byte[] disk) {
    use(machine.left(new RecordedMachine(disk, machine.machine().files())));
  }

  TestMachine machine() {
    return machine;
  }

  DiskSlots slots() {
    return slots;
  }

  TestDownloads downloads() {
    return downloads;
  }

  Release release() {
    return release;
  }

  String said() {
    return said.toString(UTF_8);
  }

  /// How many bytes the last attempt found to be missing.
  long fetched() {
    return FETCHED
        .matcher(said())
        .results()
        .map(found -> Long.parseLong(found.group(1)))
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  void stage() {
    stage(release);
  }

  void stage(Release other) {
    slots.stage(other, POLICY, () -> begun = true);
  }

  void demandNewIsWhole() throws IOException {
    assertThat(begun).isTrue();
    assertThat(slots.other()).contains(NEW.image());
    assertThat(machine.verdict(NEW.root())).contains(new VerityVerdict.Intact());
    assertThat(machine.machine().files())
        .containsOnlyKeys(TestMachine.entry(RUNNING, ""), "carafe-plain_1.3.0.efi.new");
    assertThat(slots.startsOther()).isFalse();
  }

  void demandNothingHasChanged() {
    assertThat(begun).isFalse();
    assertThat(machine.machine().log()).isEmpty();
    assertThat(slots.other()).contains(OLD.image());
  }

  /// What runs is what is started.
  void demandRunningIsSound(String when) throws IOException {
    machine.demandSound(when);
    assertThat(machine.next()).as(when).contains(RUNNING.root());
  }
}
