package dev.carafe.lab.task;

import dev.carafe.lab.Acceleration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// QEMU's command line for a machine of type `microvm`: no firmware but the few instructions that
/// lead to the kernel, no PCI, and the devices that are named here.
///
/// The first virtio device is the one with the ports, by which the guest knows them.
///
/// Source: [QEMU, "'microvm' virtual
/// platform"](https://www.qemu.org/docs/master/system/i386/microvm.html).
final class TaskArguments {
  private TaskArguments() {}

  static List<String> of(
      TaskMachineSpec spec,
      Acceleration acceleration,
      String commandLine,
      List<Path> data,
      TaskFolder folder) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "-name",
                "carafe-task",
                "-machine",
                "microvm,acpi=on,pcie=off,usb=off,rtc=on,isa-serial=on,auto-kernel-cmdline=off",
                "-smp",
                String.valueOf(spec.cpus()),
                "-m",
                spec.memoryMegabytes() + "M",
                "-nodefaults",
                "-no-user-config",
                "-no-reboot",
                "-display",
                "none",
                "-monitor",
                "none",
                "-global",
                "virtio-mmio.force-legacy=false"));
    words.addAll(acceleration.processor());
    data.forEach(place -> words.addAll(List.of("-L", place.toString())));
    words.addAll(
        List.of(
            "-kernel",
            spec.system().kernel().toAbsolutePath().toString(),
            "-initrd",
            folder.initrd().toAbsolutePath().toString(),
            "-append",
            commandLine,
            "-chardev",
            "file,id=console,path=" + value(folder.console()),
            "-serial",
            "chardev:console",
            "-device",
            "virtio-serial-device"));
    port(words, 1, folder.output());
    port(words, 2, folder.errors());
    port(words, 3, folder.report());
    spec.disk().ifPresent(disk -> disk(words, disk));
    words.addAll(List.of("-device", "virtio-rng-device"));
    return List.copyOf(words);
  }

  private static void port(List<String> words, int number, Path file) {
    words.addAll(
        List.of(
            "-chardev",
            "file,id=port%d,path=%s".formatted(number, value(file)),
            "-device",
            "virtserialport,nr=%1$d,chardev=port%1$d,name=carafe.task.%1$d".formatted(number)));
  }

  private static void disk(List<String> words, Path file) {
    words.addAll(
        List.of(
            "-drive",
            "if=none,id=task,format=raw,readonly=on,file=" + value(file),
            "-device",
            "virtio-blk-device,drive=task,serial=task"));
  }

  /// What the kernel is told: what its builder says, and what this machine's processor needs.
  static String commandLine(String built, Acceleration acceleration, Optional<Long> kilohertz) {
    List<String> words = new ArrayList<>(List.of(built.strip()));
    words.addAll(acceleration.kernelParameters());
    if (acceleration == Acceleration.EMULATION) {
      kilohertz.ifPresent(rate -> words.addAll(List.of("tsc_early_khz=" + rate, "tsc=reliable")));
    }
    return String.join(" ", words);
  }

  /// A comma ends a value unless it is doubled.
  private static String value(Path path) {
    return path.toAbsolutePath().toString().replace(",", ",,");
  }
}
