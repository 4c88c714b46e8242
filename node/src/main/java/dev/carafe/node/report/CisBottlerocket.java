package dev.carafe.node.report;

import dev.carafe.node.report.PacketFilter.Family;
import java.util.List;

/// The benchmark of the Center for Internet Security for Bottlerocket, with its numbers and titles:
/// each check looks whether Carafe reaches what is demanded, by whatever means are Carafe's.
///
/// Source: [CIS Bottlerocket Benchmark](https://www.cisecurity.org/benchmark/bottlerocket).
final class CisBottlerocket {
  private static final List<String> IPV4 = List.of("ipv4");
  private static final List<String> BOTH = List.of("ipv4", "ipv6");

  private CisBottlerocket() {}

  static Benchmark benchmark() {
    return new Benchmark(
        "br",
        "CIS Bottlerocket Benchmark",
        "v1.0.0",
        "https://www.cisecurity.org/benchmark/bottlerocket",
        List.of(
            Check.automatic(
                "1.1.1.1",
                2,
                "Ensure mounting of udf filesystems is disabled",
                Modules.cannotBeLoaded("udf")),
            Check.manual("1.2.1", 1, "Ensure software update repositories are configured"),
            Check.automatic("1.3.1", 1, "Ensure dm-verity is configured", Mounted::verified),
            Check.automatic(
                "1.4.1",
                1,
                "Ensure setuid programs do not create core dumps",
                Parameters.are("0", "fs/suid_dumpable")),
            Check.automatic(
                "1.4.2",
                1,
                "Ensure address space layout randomization (ASLR) is enabled",
                Parameters.are("2", "kernel/randomize_va_space")),
            Check.automatic(
                "1.4.3",
                1,
                "Ensure unprivileged eBPF is disabled",
                Parameters.are("1", "kernel/unprivileged_bpf_disabled")),
            Check.automatic(
                "1.4.4",
                2,
                "Ensure user namespaces are disabled",
                Parameters.are("0", "user/max_user_namespaces")),
            Check.automatic("1.5.1", 1, "Ensure SELinux is configured", Kernel::enforcesSelinux),
            Check.automatic("1.5.2", 2, "Ensure Lockdown is configured", Kernel::isLockedDown),
            Check.manual(
                "1.6",
                1,
                "Ensure updates, patches, and additional security software are installed"),
            Check.automatic("2.1.1.1", 1, "Ensure chrony is configured", Clock::isSet),
            Check.automatic(
                "3.1.1",
                2,
                "Ensure packet redirect sending is disabled",
                Parameters.ofInterfaces("0", "send_redirects", IPV4)),
            Check.automatic(
                "3.2.1",
                2,
                "Ensure source routed packets are not accepted",
                Parameters.ofInterfaces("0", "accept_source_route", BOTH)),
            Check.automatic(
                "3.2.2",
                2,
                "Ensure ICMP redirects are not accepted",
                Parameters.ofInterfaces("0", "accept_redirects", BOTH)),
            Check.automatic(
                "3.2.3",
                2,
                "Ensure secure ICMP redirects are not accepted",
                Parameters.ofInterfaces("0", "secure_redirects", IPV4)),
            Check.automatic(
                "3.2.4",
                2,
                "Ensure suspicious packets are logged",
                Parameters.ofInterfaces("1", "log_martians", IPV4)),
            Check.automatic(
                "3.2.5",
                1,
                "Ensure broadcast ICMP requests are ignored",
                Parameters.are("1", "net/ipv4/icmp_echo_ignore_broadcasts")),
            Check.automatic(
                "3.2.6",
                1,
                "Ensure bogus ICMP responses are ignored",
                Parameters.are("1", "net/ipv4/icmp_ignore_bogus_error_responses")),
            Check.automatic(
                "3.2.7",
                1,
                "Ensure TCP SYN Cookies is enabled",
                Parameters.are("1", "net/ipv4/tcp_syncookies")),
            Check.automatic("3.3.1", 2, "Ensure SCTP is disabled", Modules.cannotBeLoaded("sctp")),
            Check.automatic(
                "3.4.1.1",
                2,
                "Ensure IPv4 default deny firewall policy",
                PacketFilter.deniesByDefault(Family.IPV4)),
            Check.automatic(
                "3.4.1.2",
                2,
                "Ensure IPv4 loopback traffic is configured",
                PacketFilter.guardsLoopback(Family.IPV4)),
            Check.manual(
                "3.4.1.3", 1, "Ensure IPv4 outbound and established connections are configured"),
            Check.automatic(
                "3.4.2.1",
                2,
                "Ensure IPv6 default deny firewall policy",
                PacketFilter.deniesByDefault(Family.IPV6)),
            Check.automatic(
                "3.4.2.2",
                2,
                "Ensure IPv6 loopback traffic is configured",
                PacketFilter.guardsLoopback(Family.IPV6)),
            Check.manual(
                "3.4.2.3", 1, "Ensure IPv6 outbound and established connections are configured"),
            Check.automatic(
                "4.1.1.1",
                1,
                "Ensure journald is configured to write logs to persistent disk",
                JournalFolder::isKept),
            Check.automatic(
                "4.1.2",
                1,
                "Ensure permissions on journal files are configured",
                JournalFolder::isClosed)));
  }
}
