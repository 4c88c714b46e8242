package dev.carafe.lab;

import dev.carafe.image.tools.ToolsTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds out how guests run here, by running one.
///
/// That `/dev/kvm` is there says little: under some clouds QEMU dies on it, or a few instructions
/// run and the firmware then hangs. So the firmware itself must come up to its boot manager, with
/// nothing to boot. What was found is remembered until this machine boots again.
///
/// @param tools with QEMU and its firmware
/// @param memory a file to remember it in
public record AccelerationProbe(ToolsTree tools, Path memory) {
  private static final Path DEVICE = Path.of("/dev/kvm");
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Pattern BOOT_MANAGER = Pattern.compile("BdsDxe: ");
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final int EMPTY_DISK = 1 << 20;
  private static final int MEGABYTES = 256;

  /// The best that works.
  public Acceleration best() throws IOException {
    if (!Files.isReadable(DEVICE) || !Files.isWritable(DEVICE)) {
      return Acceleration.EMULATION;
    }
    String boot = Files.readString(BOOT_ID).strip();
    for (Acceleration known : Acceleration.values()) {
      if (remembered().equals(boot + " " + known)) {
        return known;
      }
    }
    Acceleration found = works(Acceleration.KVM, LIMIT) ? Acceleration.KVM : Acceleration.EMULATION;
    remember(boot + " " + found);
    return found;
  }

  /// Whether a guest runs so far in time.
  boolean works(Acceleration acceleration, Duration limit) throws IOException {
    Path work = Files.createTempDirectory("carafe-probe-");
    Path empty = Files.write(work.resolve("empty.raw"), new byte[EMPTY_DISK]);
    MachineSpec spec =
        MachineSpec.of(empty, "", Map.of()).withDiskBytes(EMPTY_DISK).withMemory(MEGABYTES);
    try (Machine machine = Machine.start(tools, spec, acceleration, work)) {
      machine.awaitConsole(BOOT_MANAGER, limit);
      return true;
    } catch (MachineException | QemuException _) {
      return false;
    } finally {
      delete(work);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private String remembered() throws IOException {
    return Files.exists(memory) ? Files.readString(memory).strip() : "";
  }

  /// Two at once may both write: never half of it is seen.
  private void remember(String found) throws IOException {
    Path part = Files.createTempFile(memory.toAbsolutePath().getParent(), "acceleration", ".part");
    Files.writeString(part, found + "\n");
    Files.move(part, memory, StandardCopyOption.ATOMIC_MOVE);
  }
}
