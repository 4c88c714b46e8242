package dev.carafe.lab;

import java.util.List;

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
  private static final String TIMER_WORKS = "io.systemd.stub.kernel-cmdline-extra=no_timer_check";

  /// For QEMU's command line.
  List<String> arguments() {
    return switch (this) {
      case KVM -> List.of("-accel", "kvm", "-cpu", "host");
      case EMULATION ->
          List.of(
              "-accel",
              "tcg,thread=multi",
              "-cpu",
              "max",
              "-smbios",
              "type=11,value=" + TIMER_WORKS);
    };
  }
}
