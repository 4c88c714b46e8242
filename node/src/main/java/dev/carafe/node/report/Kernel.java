package dev.carafe.node.report;

import dev.carafe.node.boot.SecureBoot;

/// What the kernel itself keeps to.
final class Kernel {
  private static final String LOCKDOWN = "sys/kernel/security/lockdown";

  /// Loaded by force (bit 1), from outside the kernel's tree (12), or without a signature (13).
  private static final long FOREIGN_MODULES = 1 << 1 | 1 << 12 | 1 << 13;

  private Kernel() {}

  /// Not even root changes it while it runs.
  ///
  /// Source: [kernel_lockdown(7)](https://man7.org/linux/man-pages/man7/kernel_lockdown.7.html).
  static Verdict isLockedDown(ExaminedHost host) {
    String modes = host.text(LOCKDOWN).orElse("no /" + LOCKDOWN);
    return modes.contains("[integrity]") || modes.contains("[confidentiality]")
        ? new Verdict.Pass()
        : new Verdict.Fail(modes, "[integrity] or [confidentiality]");
  }

  /// It takes modules with its maker's signature alone, and has taken no other.
  ///
  /// Sources: [Kernel module signing
  /// facility](https://docs.kernel.org/admin-guide/module-signing.html), [Tainted
  /// kernels](https://docs.kernel.org/admin-guide/tainted-kernels.html).
  static Verdict demandsSignedModules(ExaminedHost host) {
    boolean enforced =
        host.text("sys/module/module/parameters/sig_enforce").filter("Y"::equals).isPresent();
    if (!enforced && !(isLockedDown(host) instanceof Verdict.Pass)) {
      return new Verdict.Fail(
          "modules taken without a signature", "module.sig_enforce=1, or a kernel locked down");
    }
    String taint = host.parameter("kernel/tainted").orElse("");
    try {
      return (Long.parseLong(taint) & FOREIGN_MODULES) == 0
          ? new Verdict.Pass()
          : new Verdict.Fail("kernel.tainted = " + taint, "no foreign module");
    } catch (NumberFormatException _) {
      return new Verdict.Skip("there is no kernel.tainted");
    }
  }

  /// SELinux decides what each process may do.
  static Verdict enforcesSelinux(ExaminedHost host) {
    String mode = host.text("sys/fs/selinux/enforce").orElse("");
    return switch (mode) {
      case "1" -> new Verdict.Pass();
      case "" -> new Verdict.Fail("no SELinux", "SELinux enforcing");
      default -> new Verdict.Fail("SELinux permissive", "SELinux enforcing");
    };
  }

  /// The firmware starts signed programs only.
  static Verdict wasBootedSecurely(ExaminedHost host) {
    return new SecureBoot(host.root()).isOn()
        ? new Verdict.Pass()
        : new Verdict.Fail("Secure Boot off", "Secure Boot on");
  }
}
