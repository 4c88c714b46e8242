package dev.carafe.lab;

import java.util.List;
import java.util.stream.Stream;

/// How QEMU runs a guest's instructions.
public enum Acceleration {
  /// By the processor itself.
  KVM,
  /// By translating them.
  EMULATION;

  /// On a busy machine an emulated timer is late, and the kernel, which takes a late one for a
  /// broken one while it starts, would stop: it is told not to look, as it does by itself where a
  /// hypervisor's processor is seen.
  ///
  /// Source: `check_timer()` of the kernel's `arch/x86/kernel/apic/io_apic.c`, `systemd-stub(7)`.
  private static final String TIMER_WORKS = "no_timer_check";

  /// A processor that is emulated gives nothing away, and pays for everything that would keep it
  /// from that: a boot takes a tenth longer with it.
  private static final String NOTHING_TO_MITIGATE = "mitigations=off";

  /// All that QEMU can emulate, but for what costs time with each entry to the kernel, each access
  /// to a page that is not known yet, and each byte that is copied.
  private static final String PROCESSOR =
      "max,la57=off,smap=off,smep=off,pku=off,umip=off,erms=off,fsrm=off";

  private static final String PARAMETERS =
      "type=11,value=io.systemd.stub.kernel-cmdline-extra="
          + TIMER_WORKS
          + " "
          + NOTHING_TO_MITIGATE;

  /// For QEMU's command line.
  List<String> arguments() {
    return switch (this) {
      case KVM -> processor();
      case EMULATION ->
          Stream.concat(processor().stream(), Stream.of("-smbios", PARAMETERS)).toList();
    };
  }

  /// For QEMU's command line, where the kernel is told its parameters otherwise.
  public List<String> processor() {
    return switch (this) {
      case KVM -> List.of("-accel", "kvm", "-cpu", "host");
      case EMULATION -> List.of("-accel", "tcg,thread=multi", "-cpu", PROCESSOR);
    };
  }

  /// What the kernel is told of such a processor.
  public List<String> kernelParameters() {
    return switch (this) {
      case KVM -> List.of();
      case EMULATION -> List.of(TIMER_WORKS, NOTHING_TO_MITIGATE);
    };
  }
}
