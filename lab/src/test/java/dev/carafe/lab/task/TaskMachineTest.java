package dev.carafe.lab.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskMachineTest {
  @ParameterizedTest
  @ValueSource(longs = {22_077_188, 22_076_060, 4096, 4100, 8})
  void anInitrdLeavesTheRestOfItsLastPageToTheFirmware(long size) {
    assertThat((size + TaskMachine.padding(size)) % 4096).isEqualTo(4);
    assertThat(TaskMachine.padding(size)).isLessThan(4096);
  }
}
