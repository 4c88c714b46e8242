package dev.carafe.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The power button, and a Linux that minds it.
class PowerButtonIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /// Any event of any input device is the button: nobody types. Each device has its own reader, and
  /// is open before anything is said: the kernel keeps no event for those who come later.
  private static final String INIT =
      """
      #!/bin/busybox sh
      /bin/busybox mount -t devtmpfs none /dev
      for module in button evdev; do
        /bin/busybox unxz -c /$module.ko.xz > /$module.ko
        /bin/busybox insmod /$module.ko
      done
      /bin/busybox sleep 1
      for device in /dev/input/event*; do
        exec 3< $device
        { /bin/busybox head -c 1 <&3; echo button pressed; /bin/busybox poweroff -f; } &
      done
      echo minds the button
      wait
      """;

  @TempDir Path work;

  @Test
  void aSystemThatMindsTheButtonShutsDown() throws IOException, InterruptedException {
    try (Machine machine = start(INIT)) {
      machine.awaitConsole(Pattern.compile("minds the button"), LIMIT);
      machine.powerOff(LIMIT);
      assertThat(machine.isRunning()).isFalse();
      assertThat(machine.console()).contains("button pressed");
    }
  }

  @Test
  void aSystemThatStaysOnIsSaidTo() throws IOException {
    String stubborn = INIT.replace("/bin/busybox poweroff -f", "/bin/busybox sleep 1000");
    try (Machine machine = start(stubborn)) {
      machine.awaitConsole(Pattern.compile("minds the button"), LIMIT);
      assertThatThrownBy(() -> machine.powerOff(Duration.ofSeconds(2)))
          .isInstanceOf(MachineException.class)
          .hasMessageContaining("it did not shut down within 2 s");
      machine.awaitConsole(Pattern.compile("button pressed"), LIMIT);
      assertThat(machine.isRunning()).isTrue();
    }
  }

  private Machine start(String init) throws IOException {
    Path image =
        LinuxDisk.write(work.resolve("image.raw"), init, List.of("button.ko.xz", "evdev.ko.xz"));
    return Machine.start(
        LiveTools.TREE,
        MachineSpec.of(image, "", Map.of()),
        Acceleration.EMULATION,
        work.resolve("machine"));
  }
}
