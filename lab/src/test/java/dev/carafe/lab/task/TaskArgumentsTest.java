package dev.carafe.lab.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.image.BuiltMicrovm;
import dev.carafe.lab.Acceleration;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskArgumentsTest {
  private static final Path NONE = Path.of("/none");

  private static List<String> arguments(Optional<Path> disk) {
    BuiltMicrovm system =
        new BuiltMicrovm(Path.of("/b/vmlinux"), Path.of("/b/initrd"), NONE, NONE, NONE, NONE);
    return TaskArguments.of(
        new TaskMachineSpec(system, Task.of(List.of("true")), disk, 256, 1),
        Acceleration.EMULATION,
        "console=ttyS0",
        List.of(Path.of("/data")),
        new TaskFolder(Path.of("/w,x")));
  }

  @Test
  void thePortsAreTheFirstDeviceAndInTheirOrder() {
    List<String> devices =
        arguments(Optional.of(Path.of("/d"))).stream()
            .filter(word -> word.startsWith("virt"))
            .toList();
    assertThat(devices)
        .containsExactly(
            "virtio-mmio.force-legacy=false",
            "virtio-serial-device",
            "virtserialport,nr=1,chardev=port1,name=carafe.task.1",
            "virtserialport,nr=2,chardev=port2,name=carafe.task.2",
            "virtserialport,nr=3,chardev=port3,name=carafe.task.3",
            "virtio-blk-device,drive=task,serial=task",
            "virtio-rng-device");
  }

  @Test
  void theDiskIsOnlyRead() {
    assertThat(arguments(Optional.of(Path.of("/d"))))
        .contains("if=none,id=task,format=raw,readonly=on,file=/d");
    assertThat(arguments(Optional.empty())).noneMatch(word -> word.contains("virtio-blk"));
  }

  @Test
  void theKernelIsStartedWithoutFirmwareAndACommaIsNoSeparator() {
    assertThat(arguments(Optional.empty()))
        .containsSequence("-kernel", "/b/vmlinux", "-initrd", "/w,x/initrd")
        .containsSequence("-append", "console=ttyS0")
        .containsSequence("-L", "/data")
        .contains("file,id=console,path=/w,,x/console.log")
        .doesNotContain("-bios", "-smbios");
  }

  @Test
  void anEmulatedKernelIsToldHowFastItsProcessorCounts() {
    assertThat(
            TaskArguments.commandLine("quiet\n", Acceleration.EMULATION, Optional.of(2_445_406L)))
        .isEqualTo("quiet no_timer_check mitigations=off tsc_early_khz=2445406 tsc=reliable");
    assertThat(TaskArguments.commandLine("quiet\n", Acceleration.KVM, Optional.of(2_445_406L)))
        .isEqualTo("quiet");
  }

  @Test
  void thePaceIsThatOfTheFirstProcessor() {
    assertThat(
            TimeStampCounter.kilohertz(
                "model name\t: X\ncpu MHz\t\t: 2445.406\ncpu MHz\t\t: 1.000\n"))
        .contains(2_445_406L);
    assertThat(TimeStampCounter.kilohertz("Features\t: fp asimd\n")).isEmpty();
  }

  @Test
  void aMachineNeedsMemoryAndAProcessor() {
    BuiltMicrovm system = new BuiltMicrovm(NONE, NONE, NONE, NONE, NONE, NONE);
    Task task = Task.of(List.of("true"));
    assertThatThrownBy(() -> new TaskMachineSpec(system, task, Optional.empty(), 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
