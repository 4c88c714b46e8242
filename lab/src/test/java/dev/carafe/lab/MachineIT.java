package dev.carafe.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.disk.bytes.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Machines in the real QEMU, whose system is the firmware's own shell.
class MachineIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir Path work;

  @Test
  void runsUntilTheGuestTurnsItOff() throws IOException, InterruptedException {
    Path image = ShellDisk.write(work.resolve("image.raw"), "echo it runs", "reset -s");
    try (Machine machine = start(MachineSpec.of(image, "", Map.of()))) {
      machine.awaitConsole(Pattern.compile("it runs"), LIMIT);
      assertThat(machine.awaitPhase(BootPhase.BOOT_LOADER, LIMIT)).isLessThan(machine.age());
      assertThat(machine.awaitEnd(LIMIT)).isTrue();
      assertThatThrownBy(() -> machine.awaitConsole(Pattern.compile("never"), LIMIT))
          .isInstanceOf(MachineException.class)
          .hasMessageContaining("the machine ended (guest-shutdown) before 'never'")
          .hasMessageContaining("it runs");
    }
  }

  @Test
  void neverWritesToTheImageButToADiskThatIsKept() throws IOException {
    Path image =
        ShellDisk.write(
            work.resolve("image.raw"),
            "fs0:",
            "if exist been.txt then",
            "echo been here before",
            "else",
            "echo first > been.txt",
            "echo first time",
            "endif");
    Sha256 before = Sha256.of(image);
    MachineSpec spec =
        MachineSpec.of(image, "", Map.of()).withDisk(work.resolve("kept, as it is.qcow2"));
    cutAfter("first time\r", spec);
    cutAfter("been here before\r", spec);
    assertThat(Sha256.of(image)).isEqualTo(before);
  }

  private void cutAfter(String said, MachineSpec spec) throws IOException {
    try (Machine machine = start(spec)) {
      machine.awaitConsole(Pattern.compile("(?m)^" + said), LIMIT);
      machine.cut();
      assertThat(machine.isRunning()).isFalse();
    }
  }

  @Test
  void handsOnTheLargestUserData() throws IOException, InterruptedException {
    String userData = "# ü, and commas,,\n".repeat(2500);
    assertThat(Credential.of(userData)).hasSizeGreaterThan(60_000);
    Path image =
        ShellDisk.write(work.resolve("image.raw"), "smbiosview -t 11", "echo seen", "reset -s");
    try (Machine machine = start(MachineSpec.of(image, userData, Map.of()))) {
      assertThat(machine.awaitEnd(LIMIT)).isTrue();
      machine.awaitConsole(Pattern.compile("seen"), LIMIT);
      assertThat(dumped(machine.console())).contains(Credential.of(userData));
    }
  }

  /// What the shell has dumped in lines like `00000010: 69 6F 2E 73-79 73 *io.sys*`.
  private static String dumped(String console) {
    String digits =
        Pattern.compile("[0-9A-F]{8}: ([0-9A-F -]+)\\*")
            .matcher(console)
            .results()
            .map(line -> line.group(1).replaceAll("[ -]", ""))
            .collect(Collectors.joining());
    return new String(HexFormat.of().parseHex(digits), StandardCharsets.UTF_8);
  }

  @Test
  void hasExtraDisks() throws IOException {
    Path image =
        ShellDisk.write(
            work.resolve("image.raw"), "connect -r", "map -r", "type fs1:\\startup.nsh");
    Path extra = ShellDisk.write(work.resolve("extra, too.raw"), "echo from the extra one");
    try (Machine machine = start(MachineSpec.of(image, "", Map.of()).withExtraDisk(extra))) {
      machine.awaitConsole(Pattern.compile("from the extra one"), LIMIT);
    }
  }

  @Test
  void hasMoreCardsInTheirSlots() throws IOException {
    Path image = ShellDisk.write(work.resolve("image.raw"), "pci");
    NetworkCard.Network wire = new NetworkCard.Network.Segment(1);
    MachineSpec spec =
        MachineSpec.of(image, "", Map.of())
            .withCards(
                new NetworkCard("52:54:00:00:00:01", wire),
                new NetworkCard("52:54:00:00:00:02", wire),
                new NetworkCard("52:54:00:00:00:03", new NetworkCard.Network.User(1)));
    try (Machine machine = start(spec)) {
      for (String slot : new String[] {"10", "11", "12"}) {
        machine.awaitConsole(
            Pattern.compile("00\\s+00\\s+" + slot + "\\s+00 ==> \\S*Network Controller"), LIMIT);
      }
    }
  }

  @Test
  void aPortInUseIsSaidBeforeAnythingStarts() throws IOException {
    Path image = ShellDisk.write(work.resolve("image.raw"));
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      MachineSpec spec = MachineSpec.of(image, "", Map.of(socket.getLocalPort(), 80));
      assertThatThrownBy(() -> start(spec)).isInstanceOf(Ports.PortInUseException.class);
    }
    assertThat(work.resolve("machine")).doesNotExist();
  }

  @Test
  void whatQemuComplainsAboutIsPassedOn() throws IOException {
    Path image = ShellDisk.write(work.resolve("image.raw"));
    MachineSpec spec = MachineSpec.of(image, "", Map.of()).withExtraDisk(work.resolve("none"));
    assertThatThrownBy(() -> start(spec))
        .isInstanceOf(QemuException.class)
        .hasMessageStartingWith("could not start QEMU: ")
        .hasMessageContaining("No such file or directory");
  }

  @Test
  void anImageLargerThanItsDiskIsRefused() throws IOException {
    Path image = ShellDisk.write(work.resolve("image.raw"));
    MachineSpec spec = MachineSpec.of(image, "", Map.of()).withDiskBytes(ShellDisk.SIZE - 512);
    assertThatThrownBy(() -> start(spec)).isInstanceOf(MachineDisk.DiskTooSmallException.class);
  }

  private Machine start(MachineSpec spec) throws IOException {
    return Machine.start(LiveTools.TREE, spec, Acceleration.EMULATION, work.resolve("machine"));
  }
}
