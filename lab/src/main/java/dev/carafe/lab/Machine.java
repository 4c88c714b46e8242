package dev.carafe.lab;

import dev.carafe.image.process.Command;
import dev.carafe.image.tools.ToolsTree;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A machine in QEMU with UEFI firmware, as it runs.
public final class Machine implements AutoCloseable {
  private static final long GLANCE = 50_000_000L;

  /// At one of so many the processor will be in the kernel: the memory that it sees for a program
  /// may not have all of it.
  private static final int LOOKS = 100;

  private static final Duration BETWEEN_PRESSES = Duration.ofSeconds(2);

  private final Process process;
  private final Optional<Tpm> tpm;
  private final MachineFolder folder;
  private final boolean notesWrites;
  private final long started = System.nanoTime();
  private final Console console;
  private final QemuMonitor monitor;

  private Machine(Process process, Optional<Tpm> tpm, MachineFolder folder, boolean notesWrites)
      throws IOException {
    this.process = process;
    this.tpm = tpm;
    this.folder = folder;
    this.notesWrites = notesWrites;
    try {
      monitor = QemuMonitor.open(process.getInputStream(), process.getOutputStream());
    } catch (QemuMonitor.MonitorException e) {
      endAll();
      throw new QemuException(e, Files.readString(folder.errors()));
    }
    console = Console.follow(folder.console(), process::isAlive, this::age);
  }

  /// Starts a machine, after a look whether it can run here.
  ///
  /// @param tools with QEMU and its firmware
  /// @param work a folder for what the machine writes
  /// @throws LabException if a port is in use, memory is short, or QEMU does not start
  public static Machine start(
      ToolsTree tools, MachineSpec spec, Acceleration acceleration, Path work) throws IOException {
    spec.forwards().keySet().forEach(Ports::demandFree);
    HostMemory.demand(spec.memoryMegabytes());
    Firmware firmware = Firmware.in(tools, spec.secureBoot().isPresent());
    MachineFolder folder = new MachineFolder(Files.createDirectories(work));
    prepareMemory(tools, firmware, spec, folder);
    Files.write(folder.console(), new byte[0]);
    Credential.write(spec.userData(), folder.credential());
    new MachineDisk(tools, spec).prepare(folder.disk(spec.disk()));
    if (spec.writeLog().isPresent()) {
      Files.write(spec.writeLog().get(), new byte[0]);
    }
    spec.provisions().prepare(tools, folder);
    Command qemu =
        inOwnSession(tools, tools.command("qemu-system-x86_64"))
            .with(QemuArguments.of(spec, acceleration, firmware, folder));
    Optional<Tpm> tpm = Optional.empty();
    if (spec.tpm()) {
      Path state = folder.tpm(spec.disk());
      qemu = qemu.in(state);
      Command swtpm = inOwnSession(tools, tools.command("swtpm"));
      tpm = Optional.of(Tpm.start(swtpm, state, folder.tpmErrors()));
    }
    Process process =
        qemu.start(Redirect.PIPE, Redirect.PIPE, Redirect.to(folder.errors().toFile()));
    return new Machine(process, tpm, folder, spec.writeLog().isPresent());
  }

  /// A machine that has run before has its variables and its TPM; a new one, or one with a new
  /// disk, has the variables that the firmware comes with, and its keys, and a new TPM.
  private static void prepareMemory(
      ToolsTree tools, Firmware firmware, MachineSpec spec, MachineFolder folder)
      throws IOException {
    Path variables = folder.variables(spec.disk());
    boolean ranBefore = spec.disk().filter(Files::exists).isPresent() && Files.exists(variables);
    if (!ranBefore) {
      spec.secureBoot()
          .orElseGet(FirmwareKeys.Blank::new)
          .writeVariables(tools, firmware.variables(), variables);
      clear(folder.tpm(spec.disk()));
    }
  }

  private static void clear(Path tpm) throws IOException {
    if (Files.isDirectory(tpm)) {
      try (Stream<Path> files = Files.list(tpm)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /// Out of reach of the terminal's Ctrl-C, which would cut the power before anybody could end the
  /// machine in order. The process stays the same one.
  private static Command inOwnSession(ToolsTree tools, Command command) {
    return tools.command("busybox", "setsid").with(command.words());
  }

  /// Everything that the machine has written to its console.
  public String console() {
    return console.soFar().text();
  }

  /// Tells somebody everything that the machine has written to its console and will write.
  public void listen(Consumer<String> listener) {
    console.listen(listener);
  }

  /// The phases of its boot that have begun, each with the time since the start.
  public Map<BootPhase, Duration> phases() {
    return BootPhase.begun(console.soFar());
  }

  /// Waits for a phase of the boot, and gives when it began.
  ///
  /// @throws MachineException if it does not come in time, or the machine ends
  public Duration awaitPhase(BootPhase phase, Duration limit) {
    return await(phase.label(), limit, () -> phase.begin(console.soFar()));
  }

  /// Waits for something on the console.
  ///
  /// @throws MachineException if it does not come in time, or the machine ends
  public void awaitConsole(Pattern pattern, Duration limit) {
    await("'" + pattern + "' on the console", limit, () -> console.soFar().when(pattern, 1));
  }

  /// Waits for a page on a forwarded port.
  public String awaitPage(int port, String path, Duration limit) {
    return await("http://localhost:" + port + path, limit, () -> Pages.get(port, path));
  }

  /// Waits until something is there.
  ///
  /// @throws MachineException if it does not come in time, or the machine ends
  public <T> T await(String what, Duration limit, Supplier<Optional<T>> look) {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      boolean alive = process.isAlive();
      if (!alive) {
        console.close();
      }
      Optional<T> found = look.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (!alive) {
        String reason = monitor.shutdownReason().map(why -> " (" + why + ")").orElse("");
        throw new MachineException(
            "the machine ended%s before %s came".formatted(reason, what), this);
      }
      if (System.nanoTime() > end) {
        throw new MachineException(what + " did not come within " + limit.toSeconds() + " s", this);
      }
      LockSupport.parkNanos(GLANCE);
    }
  }

  /// Since the machine was started.
  public Duration age() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  /// Whether it still runs.
  public boolean isRunning() {
    return process.isAlive();
  }

  /// Waits until the machine has ended by itself.
  public boolean awaitEnd(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Presses the power button, and waits until the system has shut down. Presses again and again: a
  /// system that has not come up yet hears nothing.
  ///
  /// @throws MachineException if it does not in time
  public void powerOff(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    do {
      press();
    } while (!awaitEnd(BETWEEN_PRESSES) && System.nanoTime() < end);
    if (isRunning()) {
      throw new MachineException("it did not shut down within " + limit.toSeconds() + " s", this);
    }
    close();
  }

  /// Not for a machine that goes off at this moment.
  private void press() throws InterruptedException {
    try {
      monitor.execute("system_powerdown");
    } catch (QemuMonitor.MonitorException e) {
      if (!awaitEnd(BETWEEN_PRESSES)) {
        throw e;
      }
    }
  }

  /// Writes to the memory that the kernel sees, protected or not, as a fault of the hardware might.
  ///
  /// @param address in the kernel's memory
  /// @throws MachineException if the kernel sees none there
  public void writeMemory(long address, byte... bytes) throws IOException {
    int port = Ports.free();
    monitor.executeLine("gdbserver tcp:127.0.0.1:" + port);
    boolean written = false;
    for (int times = 0; !written && times < LOOKS; times++) {
      try (DebugStub stub = DebugStub.connect(port)) {
        written = stub.write(address, bytes);
      }
    }
    monitor.executeLine("gdbserver none");
    if (!written) {
      throw new MachineException("there is no memory at 0x%x".formatted(address), this);
    }
  }

  /// Cuts the power. Where writes are noted, those under way are noted to their end first: behind
  /// an entry that is not whole, no other can be found.
  public void cut() {
    if (notesWrites && isRunning()) {
      pause();
    }
    endAll();
    console.close();
  }

  private void pause() {
    try {
      monitor.execute("stop");
    } catch (QemuMonitor.MonitorException _) {
      // it has ended by itself
    }
  }

  private void endAll() {
    process.destroyForcibly();
    process.onExit().join();
    tpm.ifPresent(Tpm::close);
  }

  String errors() {
    try {
      return Files.readString(folder.errors(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Override
  public void close() {
    cut();
  }
}
