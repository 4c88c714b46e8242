package dev.carafe.lab;

import dev.carafe.image.process.Command;
import dev.carafe.image.tools.ToolsTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// A machine in QEMU with UEFI firmware, as it runs.
public final class Machine implements AutoCloseable {
  private static final String FIRMWARE = "usr/share/OVMF/";
  private static final long GLANCE = 50_000_000L;

  private final Process process;
  private final Path work;
  private final long started = System.nanoTime();

  private Machine(Process process, Path work) {
    this.process = process;
    this.work = work;
  }

  /// Starts a machine.
  ///
  /// @param tools with QEMU and its firmware
  /// @param work a folder for what the machine writes
  public static Machine start(
      ToolsTree tools, MachineSpec spec, Acceleration acceleration, Path work) throws IOException {
    Files.createDirectories(work);
    Path disk = spec.disk().orElse(work.resolve("disk.qcow2"));
    if (!Files.exists(disk)) {
      tools
          .command("qemu-img", "create", "-q", "-f", "qcow2", "-F", "raw")
          .with("-b", spec.image().toAbsolutePath().toString())
          .with(disk.toString(), String.valueOf(spec.diskBytes()))
          .run();
    }
    Path variables = work.resolve("variables.fd");
    Files.deleteIfExists(variables);
    Files.copy(tools.file(FIRMWARE + "OVMF_VARS_4M.fd"), variables);
    Files.deleteIfExists(console(work));
    Command qemu =
        tools.command("qemu-system-x86_64").with(arguments(tools, spec, acceleration, disk, work));
    Process process =
        qemu.start(
            Redirect.from(Path.of("/dev/null").toFile()),
            Redirect.to(work.resolve("qemu.out").toFile()),
            Redirect.to(work.resolve("qemu.err").toFile()));
    return new Machine(process, work);
  }

  static List<String> arguments(
      ToolsTree tools, MachineSpec spec, Acceleration acceleration, Path disk, Path work) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("-name", "carafe", "-machine", "q35"));
    words.addAll(acceleration.arguments());
    words.addAll(List.of("-smp", String.valueOf(spec.cpus()), "-m", spec.memoryMegabytes() + "M"));
    words.addAll(List.of("-nodefaults", "-display", "none", "-no-reboot"));
    words.add("-drive");
    words.add(
        "if=pflash,unit=0,readonly=on,format=raw,file=" + tools.file(FIRMWARE + "OVMF_CODE_4M.fd"));
    words.add("-drive");
    words.add("if=pflash,unit=1,format=raw,file=" + work.resolve("variables.fd"));
    words.add("-drive");
    words.add("if=none,id=disk,format=qcow2,cache=unsafe,file=" + disk);
    words.addAll(List.of("-device", "virtio-blk-pci,drive=disk,romfile="));
    words.addAll(List.of("-device", "virtio-rng-pci"));
    words.addAll(List.of("-netdev", network(spec.forwards())));
    words.addAll(List.of("-device", "virtio-net-pci,netdev=net,romfile="));
    words.addAll(List.of("-serial", "file:" + console(work)));
    words.addAll(List.of("-monitor", "unix:" + work.resolve("monitor") + ",server=on,wait=off"));
    words.addAll(List.of("-smbios", "type=11,value=" + credential(spec.userData())));
    return words;
  }

  private static String network(Map<Integer, Integer> forwards) {
    StringBuilder network = new StringBuilder("user,id=net");
    new TreeMap<>(forwards)
        .forEach((here, there) ->
            network.append(",hostfwd=tcp:127.0.0.1:").append(here).append("-:").append(there));
    return network.toString();
  }

  /// The user data as systemd takes a credential from the firmware. Source: systemd-creds(1).
  private static String credential(String userData) {
    byte[] bytes = userData.getBytes(StandardCharsets.UTF_8);
    return "io.systemd.credential.binary:carafe.user-data="
        + Base64.getEncoder().encodeToString(bytes).replace(",", ",,");
  }

  private static Path console(Path work) {
    return work.resolve("console.log");
  }

  /// Everything that the machine has written to its console.
  public String console() {
    try {
      Path console = console(work);
      return Files.exists(console)
          ? new String(Files.readAllBytes(console), StandardCharsets.UTF_8)
          : "";
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the console: " + e.getMessage(), e);
    }
  }

  /// Waits for something on the console.
  ///
  /// @throws MachineException if it does not come in time, or the machine ends
  public void awaitConsole(Pattern pattern, Duration limit) {
    await(
        "'" + pattern + "' on the console",
        limit,
        () -> pattern.matcher(console()).find() ? Optional.of(true) : Optional.empty());
  }

  /// Waits until something is there.
  ///
  /// @throws MachineException if it does not come in time, or the machine ends
  public <T> T await(String what, Duration limit, Supplier<Optional<T>> look) {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      boolean alive = process.isAlive();
      Optional<T> found = look.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (!alive) {
        throw new MachineException("the machine ended before " + what + " came", this);
      }
      if (System.nanoTime() > end) {
        throw new MachineException(what + " did not come within " + limit.toSeconds() + " s", this);
      }
      LockSupport.parkNanos(GLANCE);
    }
  }

  /// Waits for a page on a forwarded port.
  public String awaitPage(int port, String path, Duration limit) {
    return await("http://localhost:" + port + path, limit, () -> Pages.get(port, path));
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

  /// Cuts the power.
  public void cut() {
    process.destroyForcibly();
    process.onExit().join();
  }

  String errors() {
    try {
      return Files.readString(work.resolve("qemu.err"));
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Override
  public void close() {
    cut();
  }
}
