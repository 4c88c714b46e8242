package dev.carafe.node.host;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The machine's power button, by which a hypervisor asks a machine to shut down too: every input
/// device with ACPI's name for it, from when the kernel shows it.
///
/// The agent hears it, not systemd-logind, which would bring a second daemon, its rules for udev
/// and a start through D-Bus, for sessions that no node has; and logind would not know of pods,
/// which are to end first.
///
/// A thread of the platform reads each device: a read waits in the kernel, where it would hold a
/// virtual thread's carrier.
///
/// Source: [evdev](https://www.kernel.org/doc/html/latest/input/input.html#evdev).
public final class PowerButton {
  private static final String NAME = "Power Button";
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  private final Path devices;
  private final Path nodes;
  private final Journal journal;
  private final Runnable pressed;
  private final Set<String> heard = ConcurrentHashMap.newKeySet();

  /// @param root below which are `/sys` and `/dev`
  /// @param pressed called on a thread of its own device, once a press
  public PowerButton(Path root, Journal journal, Runnable pressed) {
    this.devices = root.resolve("sys/class/input");
    this.nodes = root.resolve("dev/input");
    this.journal = journal;
    this.pressed = pressed;
  }

  /// Looks for buttons until the thread is interrupted: nothing says when one appears, and the
  /// kernel finds it late.
  public void listen() {
    try {
      while (true) {
        present().forEach(this::hear);
        Thread.sleep(BETWEEN_LOOKS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      journal.warning("could not look for the power button: " + e.getMessage());
    }
  }

  private List<String> present() throws IOException {
    if (!Files.isDirectory(devices)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(devices)) {
      return all.map(device -> String.valueOf(device.getFileName()))
          .filter(device -> device.startsWith("event") && isButton(device))
          .toList();
    }
  }

  private boolean isButton(String device) {
    try {
      return Files.readString(devices.resolve(device).resolve("device/name")).strip().equals(NAME);
    } catch (IOException _) {
      return false; // it has just gone
    }
  }

  private void hear(String device) {
    if (heard.add(device)) {
      Thread.ofPlatform().daemon().name("power button").start(() -> read(device));
    }
  }

  /// Until the device goes; one whose node is not there yet is found again at the next look.
  private void read(String device) {
    try (InputStream events = new FileInputStream(nodes.resolve(device).toFile())) {
      journal.info("hears the power button, " + device);
      while (true) {
        if (InputEvent.read(events).isPowerPressed()) {
          pressed.run();
        }
      }
    } catch (IOException _) {
      heard.remove(device);
    }
  }
}
