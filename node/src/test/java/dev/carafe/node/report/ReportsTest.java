package dev.carafe.node.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Every check, on a host that is as it should be and on hosts that are not.
class ReportsTest {
  private static final Instant START = Instant.parse("2026-11-29T06:00:00Z");

  /// Something that is wrong with a host.
  ///
  /// @param fails the checks that fail by it, with their benchmark: `br 1.4.1`
  /// @param reason what one of them says
  record Damage(String name, UnaryOperator<HostTree> done, Set<String> fails, String reason) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Damage> DAMAGES = damages();

  private static List<Damage> damages() {
    List<Damage> damages = new ArrayList<>();
    parameter(damages, "fs/suid_dumpable", "1", "br 1.4.1");
    parameter(damages, "kernel/randomize_va_space", "1", "br 1.4.2", "hd 1.8");
    parameter(damages, "kernel/unprivileged_bpf_disabled", "0", "br 1.4.3", "hd 1.6");
    parameter(damages, "user/max_user_namespaces", "15000", "br 1.4.4", "hd 1.12");
    parameter(damages, "net/ipv4/conf/eth0/send_redirects", "1", "br 3.1.1");
    parameter(damages, "net/ipv4/conf/default/accept_source_route", "1", "br 3.2.1");
    parameter(damages, "net/ipv6/conf/all/accept_source_route", "1", "br 3.2.1");
    parameter(damages, "net/ipv4/conf/all/accept_redirects", "1", "br 3.2.2");
    parameter(damages, "net/ipv6/conf/eth0/accept_redirects", "1", "br 3.2.2");
    parameter(damages, "net/ipv4/conf/all/secure_redirects", "1", "br 3.2.3");
    parameter(damages, "net/ipv4/conf/default/log_martians", "0", "br 3.2.4");
    parameter(damages, "net/ipv4/icmp_echo_ignore_broadcasts", "0", "br 3.2.5");
    parameter(damages, "net/ipv4/icmp_ignore_bogus_error_responses", "0", "br 3.2.6");
    parameter(damages, "net/ipv4/tcp_syncookies", "0", "br 3.2.7");
    parameter(damages, "kernel/kexec_load_disabled", "0", "hd 1.3");
    parameter(damages, "kernel/kptr_restrict", "0", "hd 1.4");
    parameter(damages, "kernel/dmesg_restrict", "0", "hd 1.4");
    parameter(damages, "kernel/perf_event_paranoid", "-1", "hd 1.5");
    parameter(damages, "net/core/bpf_jit_harden", "0", "hd 1.6");
    parameter(damages, "kernel/panic_on_oops", "0", "hd 1.7");
    parameter(damages, "kernel/panic", "0", "hd 1.7");
    parameter(damages, "vm/mmap_min_addr", "4096", "hd 1.8");
    parameter(damages, "kernel/yama/ptrace_scope", "0", "hd 1.9");
    parameter(damages, "vm/unprivileged_userfaultfd", "1", "hd 1.9");
    parameter(damages, "kernel/sysrq", "438", "hd 1.10");
    parameter(damages, "dev/tty/ldisc_autoload", "1", "hd 1.11");
    parameter(damages, "fs/protected_symlinks", "0", "hd 2.5");
    parameter(damages, "fs/protected_fifos", "0", "hd 2.5");
    add(
        damages,
        "a parameter is not there",
        host -> host.without("proc/sys/kernel/kptr_restrict"),
        "no kernel.kptr_restrict; expected kernel.kptr_restrict = 1 or more",
        "hd 1.4");
    add(
        damages,
        "udf is in the image",
        host -> host.file("usr/lib/modules/6.12/kernel/fs/udf/udf.ko", ""),
        "the module udf in the image, and nothing that refuses it;",
        "br 1.1.1.1",
        "hd 2.6");
    add(
        damages,
        "udf is loaded",
        host -> host.file("proc/modules", "udf 1 0 - Live 0x0"),
        "the module udf in the kernel",
        "br 1.1.1.1",
        "hd 2.6");
    add(
        damages,
        "udf is in the kernel",
        host -> host.file("sys/module/udf/uevent", ""),
        "the module udf in the kernel",
        "br 1.1.1.1",
        "hd 2.6");
    add(
        damages,
        "nothing refuses sctp",
        host -> host.without("etc/modprobe.d"),
        "expected settings.kernel.modules.sctp.allowed = false",
        "br 3.3.1",
        "hd 2.7");
    add(
        damages,
        "a blacklist does not keep anybody from loading sctp by its name",
        host -> host.file("etc/modprobe.d/settings.conf", "blacklist sctp"),
        "the module sctp in the image",
        "br 3.3.1",
        "hd 2.7");
    add(
        damages,
        "another file with the name of the one that refuses sctp stands before it",
        host ->
            host.without("etc/modprobe.d")
                .file("usr/lib/modprobe.d/a.conf", "install sctp /not-allowed")
                .file("etc/modprobe.d/a.conf", ""),
        "the module sctp in the image",
        "br 3.3.1",
        "hd 2.7");
    add(
        damages,
        "what is run in place of loading sctp loads it",
        host -> host.file("etc/modprobe.d/settings.conf", "install sctp /sbin/modprobe -i sctp"),
        "the module sctp in the image",
        "br 3.3.1",
        "hd 2.7");
    add(
        damages,
        "/usr is not verified",
        host -> host.file("sys/dev/block/254:0/dm/uuid", "LVM-x"),
        "/usr on a device without dm-verity",
        "br 1.3.1",
        "hd 2.1");
    add(
        damages,
        "/usr is no file system of its own",
        host ->
            host.file(
                "proc/self/mountinfo",
                "21 1 0:20 / / rw,nosuid,nodev - tmpfs t rw\n23 21 0:21 / /etc rw,nosuid,nodev - overlay o rw\n"
                    + "24 21 0:22 / /tmp rw,nosuid,nodev - tmpfs t rw\n25 21 252:6 / /var rw,nosuid,nodev - ext4 d rw"),
        "/usr on a device without dm-verity",
        "br 1.3.1",
        "hd 2.1");
    add(
        damages,
        "/usr can be written",
        host -> host.mounts("rw", "rw,nosuid,nodev"),
        "/usr mounted for writing",
        "br 1.3.1",
        "hd 2.1");
    add(
        damages,
        "there is no root hash",
        host ->
            host.file("proc/cmdline", "usrhash=abc systemd.verity_usr_options=panic-on-corruption"),
        "no root hash in the kernel's command line",
        "br 1.3.1",
        "hd 2.1");
    add(
        damages,
        "corruption does not stop the machine",
        host -> host.file("proc/cmdline", "usrhash=" + "0f".repeat(32)),
        "a damaged block only to be an error",
        "br 1.3.1",
        "hd 2.1");
    add(
        damages,
        "there is no SELinux",
        host -> host.without("sys/fs/selinux"),
        "found no SELinux; expected SELinux enforcing",
        "br 1.5.1");
    add(
        damages,
        "SELinux is permissive",
        host -> host.file("sys/fs/selinux/enforce", "0"),
        "SELinux permissive",
        "br 1.5.1");
    add(
        damages,
        "the kernel is not locked down",
        host -> host.file("sys/kernel/security/lockdown", "[none] integrity confidentiality"),
        "found [none] integrity confidentiality",
        "br 1.5.2",
        "hd 1.1",
        "hd 1.2");
    add(
        damages,
        "a module without a signature was loaded",
        host -> host.parameter("kernel/tainted", "8192"),
        "kernel.tainted = 8192",
        "hd 1.2");
    add(
        damages,
        "there is no time server",
        host -> host.file("etc/systemd/timesyncd.conf.d/settings.conf", "[Time]\nNTP="),
        "no time server",
        "br 2.1.1.1");
    add(
        damages,
        "nobody asks the time servers",
        host -> host.units("Id=systemd-timesyncd.service\nLoadState=loaded\nActiveState=failed\n"),
        "systemd-timesyncd.service not active",
        "br 2.1.1.1");
    String denies = "\"policy\": \"drop\"";
    add(
        damages,
        "there is no firewall",
        host -> host.rules("{\"nftables\": []}"),
        "expected settings.firewall.enabled = true",
        "br 3.4.1.1",
        "br 3.4.1.2",
        "br 3.4.2.1",
        "br 3.4.2.2",
        "hd 3.1");
    add(
        damages,
        "the firewall lets in what it does not know",
        host -> host.rules(HostTree.RULES.replace(denies, "\"policy\": \"accept\"")),
        "no chain that drops by default",
        "br 3.4.1.1",
        "br 3.4.1.2",
        "br 3.4.2.1",
        "br 3.4.2.2",
        "hd 3.1");
    add(
        damages,
        "the firewall is IPv4's alone",
        host -> host.rules(HostTree.RULES.replace("\"inet\"", "\"ip\"")),
        "no chain that drops by default",
        "br 3.4.2.1",
        "br 3.4.2.2",
        "hd 3.1");
    add(
        damages,
        "the firewall drops on the way out alone",
        host -> host.rules(HostTree.RULES.replace("\"hook\": \"input\"", "\"hook\": \"output\"")),
        "no chain that drops by default",
        "br 3.4.1.1",
        "br 3.4.1.2",
        "br 3.4.2.1",
        "br 3.4.2.2",
        "hd 3.1");
    add(
        damages,
        "IPv4's loopback addresses are let in from elsewhere",
        host -> host.rules(HostTree.RULES.replace("127.0.0.0", "192.0.2.0")),
        "its addresses not dropped elsewhere",
        "br 3.4.1.2");
    add(
        damages,
        "IPv6's loopback address is let in from elsewhere",
        host -> host.rules(HostTree.RULES.replace("::1", "::2")),
        "its addresses not dropped elsewhere",
        "br 3.4.2.2");
    add(
        damages,
        "another interface is let in",
        host -> host.rules(HostTree.RULES.replace("\"lo\"", "\"eth0\"")),
        "the loopback interface not let in",
        "br 3.4.1.2",
        "br 3.4.2.2");
    add(
        damages,
        "the rules are another chain's",
        host -> host.rules(HostTree.RULES.replace("\"chain\": \"input\"", "\"chain\": \"other\"")),
        "the loopback interface not let in",
        "br 3.4.1.2",
        "br 3.4.2.2");
    add(
        damages,
        "the journal is to be in memory",
        host -> host.file("etc/systemd/journald.conf.d/zz.conf", "[Journal]\nStorage=volatile"),
        "found Storage=volatile; expected Storage=persistent",
        "br 4.1.1.1");
    add(
        damages,
        "the journal is not there",
        host -> host.without("var/log/journal"),
        "no journal below /var/log/journal",
        "br 4.1.1.1");
    add(
        damages,
        "everybody reads the journal",
        host -> host.allow("var/log/journal/3f0a/system.journal", "rw-r--r--"),
        "/var/log/journal/3f0a/system.journal open to everybody",
        "br 4.1.2");
    add(
        damages,
        "Secure Boot is off",
        host ->
            host.write(
                "sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c",
                new byte[] {6, 0, 0, 0, 0}),
        "Secure Boot off",
        "hd 1.13");
    add(
        damages,
        "/var takes devices",
        host -> host.mounts("ro", "rw,nosuid"),
        "/ mounted with rw,nosuid; expected nodev too",
        "hd 2.2");
    add(
        damages,
        "a program sets its user",
        host -> host.mode("usr/bin/nft", 0104755),
        "/usr/bin/nft with mode 4755",
        "hd 2.3");
    add(
        damages,
        "there is a shell",
        host -> host.file("usr/bin/bash", ""),
        "/usr/bin/bash",
        "hd 2.4");
    add(
        damages,
        "there is an interpreter",
        host -> host.file("usr/sbin/python3.13", ""),
        "/usr/sbin/python3.13",
        "hd 2.4");
    return damages;
  }

  private static void parameter(List<Damage> all, String path, String value, String... fails) {
    String name = path.replace('/', '.');
    add(
        all,
        name + " = " + value,
        host -> host.parameter(path, value),
        "found " + name + " = " + value + "; expected " + name + " = ",
        fails);
  }

  private static void add(
      List<Damage> all, String name, UnaryOperator<HostTree> done, String reason, String... fails) {
    all.add(new Damage(name, done, Set.of(fails), reason));
  }

  @TempDir Path root;

  private static List<Report> reports(HostTree host) {
    Reports reports = new Reports(host.host(), () -> START);
    return reports.list().stream()
        .map(listed -> reports.make(listed.name(), 2).orElseThrow())
        .toList();
  }

  private static Stream<Report.Result> results(List<Report> reports) {
    return reports.stream().flatMap(report -> report.results().stream());
  }

  private static Set<String> with(List<Report> reports, String word) {
    return reports.stream()
        .flatMap(report ->
            report.results().stream()
                .filter(result -> result.verdict().word().equals(word))
                .map(result -> report.benchmark().prefix() + " " + result.check().id()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everythingThatIsLookedAtPassesOnAHostThatIsAsItShouldBe() {
    List<Report> reports = reports(new HostTree(root));
    assertThat(results(reports))
        .hasSize(49)
        .allSatisfy(result ->
            assertThat(result.verdict())
                .isEqualTo(
                    result.check().mode() == Mode.MANUAL
                        ? new Verdict.Skip("it is for you to look at; the benchmark says how")
                        : new Verdict.Pass()));
  }

  @ParameterizedTest
  @FieldSource("DAMAGES")
  void whatIsWrongIsFound(Damage damage) {
    List<Report> reports = reports(damage.done().apply(new HostTree(root)));
    assertThat(with(reports, "FAIL")).isEqualTo(new TreeSet<>(damage.fails()));
    assertThat(results(reports))
        .filteredOn(result -> result.verdict() instanceof Verdict.Fail)
        .anySatisfy(result -> assertThat(result.verdict().reason()).contains(damage.reason()));
  }

  @Test
  void everyCheckHasAHostOnWhichItFails() {
    Set<String> failing = new TreeSet<>();
    DAMAGES.forEach(damage -> failing.addAll(damage.fails()));
    assertThat(failing).isEqualTo(with(reports(new HostTree(root)), "PASS"));
  }

  @Test
  void aKernelWithoutIpv6HasNoInterfacesOfIt() {
    assertThat(with(reports(new HostTree(root).without("proc/sys/net/ipv6")), "FAIL")).isEmpty();
  }

  @Test
  void whatCannotBeLookedAtIsSkippedAndSaysWhy() {
    Reports reports = new Reports(new HostTree(root).rules("").host(), () -> START);
    Report report = reports.make("cis", 2).orElseThrow();
    assertThat(report.text())
        .contains(
            """
            [SKIP] 3.4.1.1   Ensure IPv4 default deny firewall policy (Automatic)
                   could not list the packet filter's rules: could not run\
            """)
        .contains("not permitted\n");
  }

  @Test
  void levelOneHasLess() {
    Reports reports = new Reports(new HostTree(root).host(), () -> START);
    assertThat(reports.make("cis", 1).orElseThrow().results())
        .hasSize(15)
        .allMatch(result -> result.check().level() == 1);
    assertThat(reports.make("cis", 2).orElseThrow().results()).hasSize(28);
    assertThat(reports.make("nothing", 1)).isEmpty();
  }

  @Test
  void theTextIsLikeBottlerockets() {
    HostTree host = new HostTree(root).parameter("fs/suid_dumpable", "2");
    assertThat(new Reports(host.host(), () -> START).make("cis", 1).orElseThrow().text())
        .isEqualTo(
            """
            Benchmark name:  CIS Bottlerocket Benchmark
            Version:         v1.0.0
            Reference:       https://www.cisecurity.org/benchmark/bottlerocket
            Benchmark level: 1
            Start time:      2026-11-29T06:00:00Z

            [SKIP] 1.2.1     Ensure software update repositories are configured (Manual)
            [PASS] 1.3.1     Ensure dm-verity is configured (Automatic)
            [FAIL] 1.4.1     Ensure setuid programs do not create core dumps (Automatic)
                   found fs.suid_dumpable = 2; expected fs.suid_dumpable = 0
            [PASS] 1.4.2     Ensure address space layout randomization (ASLR) is enabled (Automatic)
            [PASS] 1.4.3     Ensure unprivileged eBPF is disabled (Automatic)
            [PASS] 1.5.1     Ensure SELinux is configured (Automatic)
            [SKIP] 1.6       Ensure updates, patches, and additional security software are installed (Manual)
            [PASS] 2.1.1.1   Ensure chrony is configured (Automatic)
            [PASS] 3.2.5     Ensure broadcast ICMP requests are ignored (Automatic)
            [PASS] 3.2.6     Ensure bogus ICMP responses are ignored (Automatic)
            [PASS] 3.2.7     Ensure TCP SYN Cookies is enabled (Automatic)
            [SKIP] 3.4.1.3   Ensure IPv4 outbound and established connections are configured (Manual)
            [SKIP] 3.4.2.3   Ensure IPv6 outbound and established connections are configured (Manual)
            [PASS] 4.1.1.1   Ensure journald is configured to write logs to persistent disk (Automatic)
            [PASS] 4.1.2     Ensure permissions on journal files are configured (Automatic)

            Passed:          10
            Failed:          1
            Skipped:         4
            Total checks:    15

            Compliance check result: FAIL\
            """);
  }

  @Test
  void theJsonHasTheSame() {
    HostTree host = new HostTree(root).parameter("fs/suid_dumpable", "2");
    Report report = new Reports(host.host(), () -> START).make("cis", 1).orElseThrow();
    String text = JsonWriter.write(report.json());
    assertThat(text)
        .startsWith(
            """
            {"level":1,"total":15,"passed":10,"skipped":4,"failed":1,"status":"FAIL","timestamp":"2026-11-29T06:00:00Z",\
            "name":"CIS Bottlerocket Benchmark","version":"v1.0.0","url":"https://www.cisecurity.org/benchmark/bottlerocket",\
            "results":{"br01020100":{"name":"br01020100","id":"1.2.1","level":1,\
            """)
        .contains(
            """
            "br01040100":{"name":"br01040100","id":"1.4.1","level":1,"title":"Ensure setuid programs do not create core dumps",\
            "mode":"Automatic","status":"FAIL","error":"found fs.suid_dumpable = 2; expected fs.suid_dumpable = 0"}\
            """)
        .contains("\"br01060000\":{");
    assertThat(JsonReader.read(text)).isInstanceOf(Json.Struct.class);
  }
}
