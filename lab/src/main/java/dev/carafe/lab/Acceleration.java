package dev.carafe.lab;

import java.util.List;

/// How QEMU runs a guest's instructions.
public enum Acceleration {
  /// By the processor itself.
  KVM,
  /// By translating them.
  EMULATION;

  /// For QEMU's command line.
  List<String> arguments() {
    return switch (this) {
      case KVM -> List.of("-accel", "kvm", "-cpu", "host");
      case EMULATION -> List.of("-accel", "tcg,thread=multi", "-cpu", "max");
    };
  }
}
