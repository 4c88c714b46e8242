package dev.carafe.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HostMemoryTest {
  @Test
  void theKernelSaysHowMuchIsAvailable() {
    assertThat(
            HostMemory.availableMegabytes(
                "MemTotal:  8000000 kB\nMemFree:  100 kB\nMemAvailable:    2097152 kB\n"))
        .hasValue(2048);
  }

  @Test
  void whereItDoesNotSayNothingIsDemanded() {
    assertThat(HostMemory.availableMegabytes("MemTotal:  8000000 kB\n")).isEmpty();
  }

  @Test
  void aGuestLargerThanAnyMachineDoesNotFit() {
    assertThatThrownBy(() -> HostMemory.demand(1 << 30))
        .isInstanceOf(HostMemory.NotEnoughMemoryException.class)
        .hasMessageMatching(
            "could not start a machine: it needs 1073741984 MB of memory, \\d+ MB are available");
  }
}
