package dev.carafe.node.report;

import dev.carafe.node.host.Processes;
import dev.carafe.node.host.ProgramFailedException;
import dev.carafe.node.host.SystemManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A host made of files, on which every check passes until something is changed.
final class HostTree {
  static final String RULES =
      """
      {"nftables": [
        {"metainfo": {"version": "1.1.3", "json_schema_version": 1}},
        {"table": {"family": "ip", "name": "carafe", "handle": 1}},
        {"chain": {"family": "ip", "table": "carafe", "name": "prerouting", "handle": 2,
          "type": "nat", "hook": "prerouting", "prio": -100, "policy": "accept"}},
        {"table": {"family": "inet", "name": "carafe-firewall", "handle": 2}},
        {"chain": {"family": "inet", "table": "carafe-firewall", "name": "input", "handle": 1,
          "type": "filter", "hook": "input", "prio": 0, "policy": "drop"}},
        {"rule": {"family": "inet", "table": "carafe-firewall", "chain": "input", "handle": 4, "expr": [
          {"match": {"op": "==", "left": {"meta": {"key": "iif"}}, "right": "lo"}},
          {"accept": null}]}},
        {"rule": {"family": "inet", "table": "carafe-firewall", "chain": "input", "handle": 5, "expr": [
          {"match": {"op": "==", "left": {"payload": {"protocol": "ip", "field": "saddr"}},
            "right": {"prefix": {"addr": "127.0.0.0", "len": 8}}}},
          {"drop": null}]}},
        {"rule": {"family": "inet", "table": "carafe-firewall", "chain": "input", "handle": 6, "expr": [
          {"match": {"op": "==", "left": {"payload": {"protocol": "ip6", "field": "saddr"}},
            "right": "::1"}},
          {"drop": null}]}}]}
      """;

  private static final String CLOCK =
      """
      Id=systemd-timesyncd.service
      LoadState=loaded
      ActiveState=active
      """;

  private final Path root;
  private String rules = RULES;
  private String units = CLOCK;

  HostTree(Path root) {
    this.root = root;
    for (String parameter :
        """
        dev/tty/ldisc_autoload 0
        fs/protected_fifos 1
        fs/protected_hardlinks 1
        fs/protected_regular 2
        fs/protected_symlinks 1
        fs/suid_dumpable 0
        kernel/dmesg_restrict 1
        kernel/kexec_load_disabled 1
        kernel/kptr_restrict 2
        kernel/panic 10
        kernel/panic_on_oops 1
        kernel/perf_event_paranoid 3
        kernel/randomize_va_space 2
        kernel/sysrq 0
        kernel/tainted 0
        kernel/unprivileged_bpf_disabled 1
        kernel/yama/ptrace_scope 1
        net/core/bpf_jit_harden 2
        net/ipv4/icmp_echo_ignore_broadcasts 1
        net/ipv4/icmp_ignore_bogus_error_responses 1
        net/ipv4/tcp_syncookies 1
        user/max_user_namespaces 0
        vm/mmap_min_addr 65536
        vm/unprivileged_userfaultfd 0
        """
            .split("\n", -1)) {
      if (!parameter.isEmpty()) {
        parameter(parameter.split(" ", 2)[0], parameter.split(" ", 2)[1]);
      }
    }
    for (String one : List.of("all", "default", "eth0")) {
      parameter("net/ipv4/conf/" + one + "/accept_redirects", "0");
      parameter("net/ipv4/conf/" + one + "/accept_source_route", "0");
      parameter("net/ipv4/conf/" + one + "/log_martians", "1");
      parameter("net/ipv4/conf/" + one + "/secure_redirects", "0");
      parameter("net/ipv4/conf/" + one + "/send_redirects", "0");
      parameter("net/ipv6/conf/" + one + "/accept_redirects", "0");
      parameter("net/ipv6/conf/" + one + "/accept_source_route", "0");
    }
    file(
        "proc/cmdline",
        "quiet usrhash=" + "0f".repeat(32) + " systemd.verity_usr_options=panic-on-corruption");
    file("proc/modules", "overlay 217088 3 - Live 0x0000000000000000\n");
    mounts("ro,nosuid,nodev", "rw,nosuid,nodev");
    file("sys/dev/block/254:0/dm/uuid", "CRYPT-VERITY-4c2f2f0f-usr");
    file("sys/kernel/security/lockdown", "none [integrity] confidentiality");
    file("sys/module/module/parameters/sig_enforce", "N");
    file("sys/fs/selinux/enforce", "1");
    write(
        "sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c",
        new byte[] {6, 0, 0, 0, 1});
    file("usr/lib/modules/6.12/kernel/net/sctp/sctp.ko.xz", "");
    file("etc/modprobe.d/settings.conf", "install sctp /not-allowed");
    file("usr/bin/nft", "");
    file("etc/systemd/timesyncd.conf.d/settings.conf", "[Time]\nNTP=time.example.com");
    file("usr/lib/systemd/journald.conf.d/carafe.conf", "[Journal]\nStorage=persistent");
    file("var/log/journal/3f0a/system.journal", "");
    allow("var/log/journal/3f0a/system.journal", "rw-r-----");
  }

  ExaminedHost host() {
    Processes processes =
        (command, _) -> {
          if (!command.getFirst().endsWith("nft")) {
            return units;
          }
          if (rules.isEmpty()) {
            throw new ProgramFailedException(command, "not permitted");
          }
          return rules;
        };
    return new ExaminedHost(
        root,
        root.resolve("usr/sbin/nft"),
        new SystemManager(root.resolve("usr/bin/systemctl"), processes),
        processes);
  }

  HostTree parameter(String path, String value) {
    return file("proc/sys/" + path, value);
  }

  /// How `/usr` and the rest are mounted.
  HostTree mounts(String usr, String rest) {
    return file(
        "proc/self/mountinfo",
        """
        21 1 0:20 / / REST shared:1 - tmpfs tmpfs rw,size=25%
        22 21 254:0 / /usr USR shared:2 - erofs /dev/mapper/usr ro
        23 21 0:21 / /etc REST shared:3 - overlay overlay rw
        24 21 0:22 / /tmp REST shared:4 - tmpfs tmpfs rw
        25 21 252:6 / /var REST shared:5 - ext4 /dev/vda6 rw
        """
            .replace("USR", usr)
            .replace("REST", rest));
  }

  HostTree rules(String json) {
    rules = json;
    return this;
  }

  HostTree units(String shown) {
    units = shown;
    return this;
  }

  HostTree file(String path, String text) {
    return write(path, (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  HostTree write(String path, byte[] bytes) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.resolveSibling(""));
      Files.write(file, bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HostTree allow(String path, String permissions) {
    try {
      Files.setPosixFilePermissions(
          root.resolve(path), PosixFilePermissions.fromString(permissions));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param mode with the bits that Java has no names for
  HostTree mode(String path, int mode) {
    try {
      Files.setAttribute(root.resolve(path), "unix:mode", mode);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HostTree without(String path) {
    try (Stream<Path> files = Files.walk(root.resolve(path))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
