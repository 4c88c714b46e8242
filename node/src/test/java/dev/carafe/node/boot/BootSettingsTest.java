package dev.carafe.node.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.Components;
import dev.carafe.node.host.DataPartition;
import dev.carafe.node.host.Journal;
import dev.carafe.node.status.NodeStatus;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.settings.Problem;
import dev.carafe.settings.reading.SettingsReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node in a folder, whose system partition is the folder that it would be mounted at.
class BootSettingsTest {
  private static final String FIVE = "kernel-parameters = { loglevel = ['5'] }\n";
  private static final String SIX = "kernel-parameters = { loglevel = ['6'] }\n";
  private static final String RECONCILE = "reboot-to-reconcile = true\n";
  private static final String FIVE_LINE = SettingsAddon.commandLine("loglevel=5");

  @TempDir private Path root;
  private final List<String> commands = new ArrayList<>();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private StatusBoard board = new StatusBoard();
  private BootSettings boot;

  @BeforeEach
  void makeRoot() throws IOException {
    Path template = root.resolve("usr/lib/carafe/boot/settings.addon.efi");
    Files.createDirectories(template.resolveSibling(""));
    Files.write(template, SettingsAddonTest.template());
    SystemDisk.make(root);
    boot("quiet");
  }

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  /// The kernel starts with a command line, and the first agent after it.
  private void boot(String commandLine) throws IOException {
    file("proc/cmdline", commandLine + "\n");
    Files.deleteIfExists(root.resolve("run/carafe/boot-reconciled"));
    boot = started();
  }

  private BootSettings started() {
    board = new StatusBoard();
    return new BootSettings(
        root,
        root.resolve("var/lib/carafe/boot-parameters"),
        new DataPartition(root.resolve("proc/self/mounts"), root.resolve("var")),
        (command, _) -> {
          commands.add(String.join(" ", command));
          return "";
        },
        board,
        new Journal(new PrintStream(said, true, StandardCharsets.UTF_8)));
  }

  private void apply(String toml) {
    commands.clear();
    List<Problem> problems = new ArrayList<>();
    boot.apply(
        new SettingsReader(Components.schema(), List.of())
            .readToml("user-data", "[settings.boot]\n" + toml, problems));
    assertThat(problems).isEmpty();
  }

  private Path addon() {
    return root.resolve("run/carafe/volume/loader/addons/carafe-settings.addon.efi");
  }

  private List<String> problems() {
    return board.status().problems().stream().map(Problem::toString).toList();
  }

  @Test
  void withoutParametersThePartitionIsNotLookedAt() {
    apply("");
    assertThat(commands).isEmpty();
    assertThat(boot.demandsReboot()).isFalse();
    assertThat(root.resolve("var")).doesNotExist();
  }

  @Test
  void parametersAreInTheAddonOnTheSystemsOwnDisk() throws IOException {
    apply(FIVE);
    Path folder = root.resolve("run/carafe/volume");
    assertThat(commands)
        .containsExactly(
            "%s/usr/sbin/fsck.fat -n %s/dev/vda1".formatted(root, root),
            "%s/usr/bin/mount -t vfat -o rw,nodev,nosuid,noexec %s/dev/vda1 %s"
                .formatted(root, root, folder),
            root + "/usr/bin/umount " + folder);
    assertThat(addon()).hasBinaryContent(SettingsAddon.of(SettingsAddonTest.template(), FIVE_LINE));
    assertThat(addon().resolveSibling("").toFile().list())
        .containsExactly("carafe-settings.addon.efi");
    assertThat(boot.demandsReboot()).isFalse();
    assertThat(problems()).isEmpty();
  }

  @Test
  void whatIsTrueAlreadyIsNotLookedAt() throws IOException {
    apply(FIVE);
    boot("quiet " + FIVE_LINE);
    apply(FIVE);
    assertThat(commands).isEmpty();
    apply(SIX);
    apply(FIVE);
    assertThat(commands).hasSize(3);
    assertThat(addon()).hasBinaryContent(SettingsAddon.of(SettingsAddonTest.template(), FIVE_LINE));
  }

  @Test
  void theAddonGoesWithTheLastParameterAndTheNoteAfterTheNextBoot() throws IOException {
    apply(FIVE);
    boot("quiet " + FIVE_LINE);
    apply(RECONCILE);
    assertThat(addon()).doesNotExist();
    assertThat(boot.demandsReboot()).isTrue();
    boot("quiet");
    apply(RECONCILE);
    assertThat(boot.demandsReboot()).isFalse();
    assertThat(problems()).isEmpty();
    assertThat(commands).isEmpty();
  }

  @Test
  void anAddonThatNobodyRemembersIsSeenInTheCommandLine() throws IOException {
    apply(FIVE);
    Files.delete(root.resolve("var/lib/carafe/boot-parameters"));
    boot("quiet " + FIVE_LINE);
    apply("");
    assertThat(addon()).doesNotExist();
  }

  @Test
  void theNodeRebootsOnceForOneText() throws IOException {
    apply(FIVE + RECONCILE);
    assertThat(boot.demandsReboot()).isTrue();
    boot("quiet");
    apply(FIVE + RECONCILE);
    assertThat(boot.demandsReboot()).isFalse();
    assertThat(board.status().verdict()).isEqualTo(NodeStatus.Verdict.DEGRADED);
    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith(
            "settings.boot:1:1: the kernel was not started with what is set, though the node has"
                + " rebooted for it");
    boot("quiet");
    apply(SIX + RECONCILE);
    assertThat(boot.demandsReboot()).isTrue();
  }

  @Test
  void theKernelThatHasWhatIsSetEndsIt() throws IOException {
    apply(FIVE + RECONCILE);
    assertThat(boot.demandsReboot()).isTrue();
    boot("quiet " + FIVE_LINE);
    apply(FIVE + RECONCILE);
    assertThat(boot.demandsReboot()).isFalse();
    assertThat(problems()).isEmpty();
  }

  @Test
  void onlyTheFirstAgentAfterTheKernelsStartReboots() {
    apply("");
    assertThat(boot.demandsReboot()).isFalse();
    boot = started();
    apply(FIVE + RECONCILE);
    assertThat(boot.demandsReboot()).isFalse();
    assertThat(problems()).isEmpty();
  }

  @Test
  void withoutAPlaceForTheNoteTheNodeDoesNotReboot() throws IOException {
    file("proc/self/mounts", "");
    apply(FIVE + RECONCILE);
    assertThat(boot.demandsReboot()).isFalse();
    assertThat(problems()).singleElement().asString().contains("without a data partition");
  }

  @Test
  void underSecureBootTheAddonIsNotWritten() throws IOException {
    file("sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c", "\6\0\0\0\1");
    apply(FIVE + RECONCILE);
    assertThat(commands).isEmpty();
    assertThat(boot.demandsReboot()).isFalse();
    assertThat(problems()).singleElement().asString().contains("Secure Boot is on");
    apply("");
    assertThat(problems()).isEmpty();
  }

  @Test
  void aMachineWithoutASystemPartitionIsSaid() throws IOException {
    Files.writeString(root.resolve("sys/class/block/vda1/uevent"), "PARTNAME=other\n");
    apply(FIVE + RECONCILE);
    assertThat(boot.demandsReboot()).isFalse();
    assertThat(problems())
        .singleElement()
        .asString()
        .contains("could not find the EFI system partition");
  }
}
