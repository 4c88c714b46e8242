package dev.carafe.node.report;

import dev.carafe.node.report.PacketFilter.Family;
import java.util.List;

/// What Carafe holds itself to beyond the benchmarks of others; the reasons are in
/// `docs/security.md`.
final class Hardening {
  private static final List<String> INERT = List.of("nodev", "nosuid");

  private Hardening() {}

  static Benchmark benchmark() {
    return new Benchmark(
        "hd",
        "Carafe Hardening",
        "1",
        "docs/security.md",
        List.of(
            Check.automatic("1.1", 1, "The kernel is locked down", Kernel::isLockedDown),
            Check.automatic("1.2", 1, "Modules are signed", Kernel::demandsSignedModules),
            Check.automatic(
                "1.3",
                1,
                "Another kernel cannot be started from this one",
                Parameters.are("1", "kernel/kexec_load_disabled")),
            Check.automatic(
                "1.4",
                1,
                "The kernel's addresses and log are root's alone",
                Parameters.isAtLeast(1, "kernel/kptr_restrict")
                    .and(Parameters.are("1", "kernel/dmesg_restrict"))),
            Check.automatic(
                "1.5",
                1,
                "Only root measures the kernel",
                Parameters.isAtLeast(2, "kernel/perf_event_paranoid")),
            Check.automatic(
                "1.6",
                1,
                "Programs are translated for root alone, and with blinded constants",
                Parameters.isAtLeast(1, "kernel/unprivileged_bpf_disabled")
                    .and(Parameters.are("2", "net/core/bpf_jit_harden"))),
            Check.automatic(
                "1.7",
                1,
                "A fault in the kernel stops the machine",
                Parameters.are("1", "kernel/panic_on_oops")
                    .and(Parameters.isAtLeast(1, "kernel/panic"))),
            Check.automatic(
                "1.8",
                1,
                "Memory is laid out at random, and not at zero",
                Parameters.are("2", "kernel/randomize_va_space")
                    .and(Parameters.isAtLeast(32768, "vm/mmap_min_addr"))),
            Check.automatic(
                "1.9",
                1,
                "Processes do not look into each other",
                Parameters.isAtLeast(1, "kernel/yama/ptrace_scope")
                    .and(Parameters.are("0", "vm/unprivileged_userfaultfd"))),
            Check.automatic(
                "1.10",
                1,
                "A key on the console does nothing to the kernel",
                Parameters.are("0", "kernel/sysrq")),
            Check.automatic(
                "1.11",
                1,
                "Line disciplines are loaded by root alone",
                Parameters.are("0", "dev/tty/ldisc_autoload")),
            Check.automatic(
                "1.12",
                2,
                "User namespaces are off",
                Parameters.are("0", "user/max_user_namespaces")),
            Check.automatic(
                "1.13", 2, "The firmware started signed programs only", Kernel::wasBootedSecurely),
            Check.automatic("2.1", 1, "The system is read-only and verified", Mounted::verified),
            Check.automatic(
                "2.2",
                1,
                "What can be written has neither devices nor programs that set their user",
                Mounted.with(INERT, "/", "/etc", "/tmp", "/var")),
            Check.automatic("2.3", 1, "No program sets its user", Programs::noneSetsId),
            Check.automatic(
                "2.4", 1, "There is neither a shell nor an interpreter", Programs::noneInterprets),
            Check.automatic(
                "2.5",
                1,
                "Links and files in shared folders do not trick their finders",
                Parameters.are("1", "fs/protected_hardlinks", "fs/protected_symlinks")
                    .and(Parameters.isAtLeast(1, "fs/protected_fifos"))
                    .and(Parameters.isAtLeast(1, "fs/protected_regular"))),
            Check.automatic(
                "2.6",
                1,
                "File systems that no node needs cannot be loaded",
                Modules.cannotBeLoaded(
                    "cramfs", "freevxfs", "hfs", "hfsplus", "jffs2", "squashfs", "udf")),
            Check.automatic(
                "2.7",
                1,
                "Protocols that hardly anybody speaks cannot be loaded",
                Modules.cannotBeLoaded("dccp", "rds", "sctp", "tipc")),
            Check.automatic(
                "3.1",
                2,
                "What is not allowed does not reach the node",
                PacketFilter.deniesByDefault(Family.IPV4)
                    .and(PacketFilter.deniesByDefault(Family.IPV6)))));
  }
}
