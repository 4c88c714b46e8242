package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carafe.cli.node.RunContext;
import dev.carafe.image.BuiltImage;
import dev.carafe.image.archive.PackageRequest;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.Acceleration;
import dev.carafe.lab.ContainerImages;
import dev.carafe.lab.Machine;
import dev.carafe.lab.MachineSpec;
import dev.carafe.lab.Ports;
import dev.carafe.lab.Registry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong with a host that has booted, really: memory, disks, clock and a stuck task; what
/// the node tells of it; and what its flight recorder tells when the power was cut.
@LongTest
class ExplainedHostIT {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(15);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MARK = "hush-7f3a";
  private static final String BUSYBOX = "/bin/busybox";

  private static final String UNNEEDED = "/usr/sbin/mkfs.xfs";

  /// The instruction `ud2`.
  private static final byte[] UNDEFINED = {0x0f, 0x0b};

  @TempDir static Path work;

  private final StringWriter output = new StringWriter();

  /// What was seen, for who wants to look at it.
  private final StringBuilder seen = new StringBuilder();

  @Test
  void theHostExplainsItself() throws IOException, InterruptedException {
    Workshop workshop = TestWorkshop.open();
    BuiltImage image = workshop.build("plain");
    ToolsTree tools =
        workshop.tools(
            List.of(
                PackageRequest.of("busybox-static"),
                PackageRequest.of("docker-registry"),
                PackageRequest.of("erofs-utils"),
                PackageRequest.of("ovmf"),
                PackageRequest.of("qemu-system-x86"),
                PackageRequest.of("qemu-utils")));
    String remote = told("authority", "create", "--out", at("ca"));
    told("authority", "issue", "a", "--role", "admin", "--authority", at("ca"), "--out", at("k"));
    int api = Ports.free();
    try (Registry registry = Registry.start(tools, Files.createDirectories(work.resolve("hub")))) {
      ContainerImages.pushHello(tools, registry, "hello", work);
      MachineSpec spec =
          MachineSpec.of(
                  image.disk(), userData(registry) + "\n" + remote, Map.of(api, RunContext.PORT))
              .withMemory(2048)
              .withDisk(work.resolve("disk.qcow2"));
      try (Machine machine = start(tools, spec, "first")) {
        connect(machine, api);
        nothingIsWrongAtFirst(machine);
        theDisksBecomeSlow();
        aContainerThatEatsTooMuchIsNamed(machine);
        aFullDiskIsSeenAndThatItIsEmptierAgain(machine);
        aClockThatJumpsIsSeen(machine);
        aStuckTaskIsSeenUntilItGoesOn(machine);
        aFileSystemThatIsReadOnlyIsSeen(machine);
        scarceMemoryIsSeenAndThatThereIsEnoughAgain(machine);
        slowDisksAreSeen(machine);
        whatSupportNeedsIsThereWithoutSecrets();
        theLastThingBeforeThePowerIsCut(machine);
      } finally {
        Files.writeString(Path.of("target/explained-seen.txt"), seen);
      }
      try (Machine machine = start(tools, spec, "second")) {
        await(machine, "an answer", () -> node("get", "os") == 0);
        theFlightRecorderHasIt(machine);
        told("reboot");
        assertThat(machine.awaitEnd(PATIENCE)).isTrue();
      } finally {
        Files.writeString(Path.of("target/explained-seen.txt"), seen);
      }
      try (Machine machine = start(tools, spec, "third")) {
        await(machine, "an answer", () -> node("get", "os") == 0);
        anEndInOrderIsToldApart(machine);
        aMistakeOfTheKernelIsSeen(machine);
        aBlockOfTheSystemIsDamaged(
            machine, block(tools, image.usr(), UNNEEDED.substring("/usr".length())));
      }
      try (Machine machine = start(tools, spec, "fourth")) {
        await(machine, "an answer", () -> node("get", "os") == 0);
        theCrashIsTold(machine);
      } finally {
        Files.writeString(Path.of("target/explained-seen.txt"), seen);
      }
    }
  }

  private static Machine start(ToolsTree tools, MachineSpec spec, String name) throws IOException {
    return Machine.start(tools, spec, Acceleration.EMULATION, work.resolve(name));
  }

  private static String userData(Registry registry) throws IOException {
    try (InputStream in = ExplainedHostIT.class.getResourceAsStream("explained.toml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .replace("REGISTRY", registry.guestAddress())
          .replace("IMAGE", ContainerImages.HELLO);
    }
  }

  private static String at(String name) {
    return work.resolve(name).toString();
  }

  private int node(String... words) {
    List<String> all = new ArrayList<>(List.of("node"));
    all.addAll(List.of(words));
    if (!words[0].equals("authority")) {
      all.addAll(1 + 1, List.of("--config", work.toString()));
    }
    output.getBuffer().setLength(0);
    return Main.commandLine()
        .setOut(new PrintWriter(output, true))
        .setErr(new PrintWriter(output, true))
        .execute(all.toArray(String[]::new));
  }

  private String told(String... words) {
    int code = node(words);
    assertThat(code).as("%s: %s", List.of(words), output).isZero();
    return output.toString();
  }

  private JsonNode json(String... words) {
    try {
      return JSON.readTree(told(words));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void connect(Machine machine, int port) {
    String fingerprint =
        machine.await("the fingerprint", PATIENCE, () -> RunContext.fingerprint(machine.console()));
    told(
        "add",
        "lab",
        "--address",
        "127.0.0.1:" + port,
        "--fingerprint",
        fingerprint,
        "--certificate",
        at("k/a.pem"),
        "--key",
        at("k/a.key"));
  }

  private interface Look {
    boolean isThere();
  }

  private static void await(Machine machine, String what, Look look) {
    boolean _ =
        machine.await(what, PATIENCE, () -> look.isThere() ? Optional.of(true) : Optional.empty());
  }

  /// Runs a script on the machine, from a container that may do everything, and gives what it says.
  private String onHost(String script) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = System.out;
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      int code =
          node("exec", "-T", "host/shell", BUSYBOX, "sh", "-c", "exec 2>&1; set -x; " + script);
      assertThat(code).as("%s: %s%s", script, said, output).isZero();
      return said.toString(StandardCharsets.UTF_8);
    } finally {
      System.setOut(out);
    }
  }

  /// A program of the host's, in its tree of mounts.
  private static String hosts(String command) {
    return "nsenter -t 1 -m -- " + command;
  }

  private boolean holds(String condition) {
    for (JsonNode each : json("problems", "--json").path("conditions")) {
      if (each.path("kind").asText().equals(condition)) {
        return each.path("holds").asBoolean();
      }
    }
    throw new AssertionError("there is no condition " + condition);
  }

  /// The newest event of a kind.
  private Optional<JsonNode> event(String kind) {
    Optional<JsonNode> found = Optional.empty();
    for (JsonNode event : json("problems", "--json").path("events")) {
      if (event.path("kind").asText().equals(kind)) {
        found = Optional.of(event);
      }
    }
    return found;
  }

  private JsonNode awaitEvent(Machine machine, String kind) {
    JsonNode event = machine.await("a problem " + kind, PATIENCE, () -> event(kind));
    seen.append(event).append('\n');
    return event;
  }

  private void awaitCondition(Machine machine, String kind, boolean holds) {
    await(machine, kind + " to be " + holds, () -> holds(kind) == holds);
    if (holds) {
      assertThat(told("health")).contains("status = \"degraded\"").contains(kind + ":1:1: ");
    }
  }

  private void nothingIsWrongAtFirst(Machine machine) {
    await(
        machine,
        "healthy pods",
        () -> node("health") == 0 && output.toString().contains("status = \"healthy\""));
    for (JsonNode condition : json("problems", "--json").path("conditions")) {
      assertThat(condition.path("holds").asBoolean()).as(condition.toString()).isFalse();
    }
    seen.append(told("problems"));
    await(
        machine,
        "the kernel's first words",
        () -> told("recorder", "--kind", "kernel").contains("Linux version"));
  }

  private void aContainerThatEatsTooMuchIsNamed(Machine machine) {
    int code = node("exec", "-T", "eater", BUSYBOX, "dd", "if=/dev/zero", "of=/dev/null", "bs=64M");
    assertThat(code).as(output.toString()).isNotZero();
    JsonNode kill = awaitEvent(machine, "OOMKilling");
    assertThat(kill.path("touches").path("container").asText()).isEqualTo("eater/sleeper");
    assertThat(kill.path("touches").path("process").asText()).isIn("dd", "busybox");
    assertThat(kill.path("text").asText())
        .contains("its control group has reached its memory limit")
        .endsWith("of container eater/sleeper");
    assertThat(told("metrics"))
        .contains("carafe_problem_events_total{kind=\"OOMKilling\"} " + kill.path("number"));
    assertThat(told("logs", "--grep", "problem OOMKilling")).contains("eater/sleeper");
  }

  private void aFullDiskIsSeenAndThatItIsEmptierAgain(Machine machine) {
    onHost(
        "fallocate -l $(df -m /proc/1/root/var | awk 'NR == 2 { print $4 - 4 }')M"
            + " /proc/1/root/var/fill");
    awaitCondition(machine, "DiskFull", true);
    awaitCondition(machine, "DiskPressure", true);
    String text = awaitEvent(machine, "DiskFull").path("text").asText();
    assertThat(text).startsWith("/var has ");
    Matcher files = Pattern.compile("room for ([0-9]+) of ([0-9]+) files").matcher(text);
    assertThat(files.find()).as(text).isTrue();
    onHost(
        "set -- $(stat -f -c '%d %c' /proc/1/root/var) && [ $2 = "
            + files.group(2)
            + " ] && [ $(($1 / 100)) -ge "
            + (Long.parseLong(files.group(1)) / 100 - 1)
            + " ] && [ $(($1 / 100)) -le "
            + (Long.parseLong(files.group(1)) / 100 + 1)
            + " ]");
    onHost("rm /proc/1/root/var/fill");
    awaitCondition(machine, "DiskFull", false);
    awaitCondition(machine, "DiskPressure", false);
    assertThat(awaitEvent(machine, "DiskFull").path("over").asBoolean()).isTrue();
  }

  private void aClockThatJumpsIsSeen(Machine machine) {
    onHost("date -s @$(($(date +%s) + 300))");
    JsonNode jump = awaitEvent(machine, "ClockJump");
    assertThat(jump.path("text").asText()).startsWith("the clock was set ").contains("s ahead");
    assertThat(jump.path("touches").path("seconds").asLong()).isBetween(290L, 310L);
  }

  /// A task that writes to a file system that was frozen waits in the kernel.
  private void aStuckTaskIsSeenUntilItGoesOn(Machine machine) {
    onHost(
        "echo 5 > /proc/sys/kernel/hung_task_timeout_secs && cd /proc/1/root/var"
            + " && dd if=/dev/zero of=small bs=1M count=8"
            + " && mkdir -p /proc/1/root/run/small"
            + " && "
            + hosts("/usr/sbin/mke2fs -q -t ext4 /var/small")
            + " && "
            + hosts("/usr/sbin/modprobe loop")
            + " && "
            + hosts("/usr/bin/mount -o loop /var/small /run/small")
            + " && fsfreeze --freeze /proc/1/root/run/small");
    onHost("(echo x > /proc/1/root/run/small/x) </dev/null >/dev/null 2>&1 &");
    JsonNode hung = awaitEvent(machine, "TaskHung");
    assertThat(hung.path("text").asText()).contains(" blocked for more than ");
    awaitCondition(machine, "KernelDeadlock", true);
    onHost("fsfreeze --unfreeze /proc/1/root/run/small");
    awaitCondition(machine, "KernelDeadlock", false);
  }

  private void aFileSystemThatIsReadOnlyIsSeen(Machine machine) {
    onHost(hosts("/usr/bin/mount -o remount,abort /run/small") + "; true");
    JsonNode readOnly = awaitEvent(machine, "FilesystemIsReadOnly");
    assertThat(readOnly.path("touches").path("device").asText()).startsWith("loop");
    awaitCondition(machine, "ReadonlyFilesystem", true);
    assertThat(event("FilesystemError")).isPresent();
    onHost(hosts("/usr/bin/umount /run/small"));
    awaitCondition(machine, "ReadonlyFilesystem", false);
  }

  /// Taken as huge pages, which nobody uses and nobody is ended for.
  private void scarceMemoryIsSeenAndThatThereIsEnoughAgain(Machine machine) {
    onHost(
        "for pass in 1 2 3; do left=$(awk '/^MemAvailable:/ { print int($2 / 1024) }' /proc/meminfo);"
            + " pages=$(cat /proc/sys/vm/nr_hugepages);"
            + " echo $((pages + (left - 70) / 2)) > /proc/sys/vm/nr_hugepages; done;"
            + " grep -E 'MemAvailable|HugePages_Total' /proc/meminfo");
    awaitCondition(machine, "MemoryPressure", true);
    onHost("echo 0 > /proc/sys/vm/nr_hugepages");
    awaitCondition(machine, "MemoryPressure", false);
  }

  /// Programs read the disk, and get two blocks a second. It takes a minute until that counts.
  private void theDisksBecomeSlow() {
    onHost(
        "cd /proc/1/root/sys/fs/cgroup && mkdir slow"
            + " && echo $(cat /sys/block/vda/dev) riops=2 > slow/io.max"
            + " && for n in 1 2 3; do"
            + " dd if=/dev/vda of=/dev/null bs=64k iflag=direct </dev/null >/dev/null 2>&1 &"
            + " echo $! > slow/cgroup.procs || exit; done");
  }

  /// Whoever asks keeps the processors busy, so one asks seldom.
  private void slowDisksAreSeen(Machine machine) {
    await(
        machine,
        "slow disks",
        () -> {
          LockSupport.parkNanos(BETWEEN_QUESTIONS.toNanos());
          return holds("IOPressure");
        });
    assertThat(awaitEvent(machine, "IOPressure").path("text").asText())
        .startsWith("in the last minute everything waited for disks for ");
    onHost("echo 1 > /proc/1/root/sys/fs/cgroup/slow/cgroup.kill");
  }

  private void whatSupportNeedsIsThereWithoutSecrets() throws IOException {
    Path file = work.resolve("support.tar.gz");
    assertThat(told("support", "-o", file.toString())).endsWith(file + "\n");
    Map<String, String> bundle = unpacked(file);
    bundle.forEach((name, text) -> seen.append(name + " " + text.length() + "\n"));
    assertThat(bundle.keySet())
        .contains(
            "settings.json",
            "journal/boot0.txt",
            "recorder/boot0.jsonl",
            "problems.json",
            "kernel/pressure-memory.txt",
            "pods/eater/sleeper.txt",
            "reports/cis.txt");
    assertThat(bundle.get("errors.txt")).isEmpty();
    assertThat(bundle.get("problems.json")).contains("eater/sleeper");
    assertThat(bundle.get("recorder/boot0.jsonl")).contains("Linux version");
    assertThat(bundle.get("pods/eater/sleeper.txt")).contains("the password is [removed]");
    bundle.forEach((name, text) -> assertThat(text).as(name).doesNotContain(MARK));
    assertThat(node("support", "-o", file.toString())).isNotZero();
  }

  /// The files by their names without the folder.
  private static Map<String, String> unpacked(Path bundle) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(bundle))) {
      for (byte[] header = in.readNBytes(512); header[0] != 0; header = in.readNBytes(512)) {
        String name = new String(header, 0, 100, StandardCharsets.US_ASCII).replace("\0", "");
        int size = Integer.parseInt(new String(header, 124, 11, StandardCharsets.US_ASCII), 8);
        files.put(
            name.substring(name.indexOf('/') + 1),
            new String(in.readNBytes(size), StandardCharsets.UTF_8));
        in.readNBytes((512 - size % 512) % 512);
      }
    }
    return files;
  }

  private void theLastThingBeforeThePowerIsCut(Machine machine) {
    seen.append(told("problems")).append(told("health"));
    told("set", "motd=the last words");
    told("recorder", "--lines", "1"); // a moment, of the second that may be lost
    machine.cut();
  }

  private void theFlightRecorderHasIt(Machine machine) {
    await(machine, "the recorder", () -> told("recorder").contains("Linux version"));
    String before = told("recorder", "--boot", "-1");
    seen.append(told("recorder", "--boot", "-1", "--last", "15s"));
    assertThat(before)
        .contains("Linux version")
        .contains("OOMKilling: killed ")
        .contains("container  eater/sleeper runs")
        .contains("memory_available_bytes=")
        .contains("action=PATCH target=/settings/keypair")
        .doesNotContain("  end  ")
        .doesNotContain(MARK)
        .doesNotContain("the last words");
    assertThat(told("recorder", "--boot", "-1", "--last", "15s"))
        .contains("target=/tx/commit_and_apply");
    assertThat(told("recorder", "--boot", "-1", "--kind", "start").lines()).hasSize(1);
  }

  private void anEndInOrderIsToldApart(Machine machine) {
    await(machine, "the recorder", () -> told("recorder").contains("Linux version"));
    assertThat(told("recorder", "--boot", "-1", "--kind", "end").lines()).hasSize(1);
    assertThat(told("recorder", "--boot", "-2")).contains("OOMKilling").doesNotContain("  end  ");
  }

  /// An instruction that does not exist, where one of the kernel's functions begins. A kernel that
  /// stops for that tells it with the next boot; this one may go on.
  private void aMistakeOfTheKernelIsSeen(Machine machine) throws IOException {
    String addresses =
        onHost(
            "cd /proc/sys/kernel && echo 0 > panic_on_oops && echo 0 > kptr_restrict"
                + " && grep ' __x64_sys_personality$' /proc/kallsyms");
    Matcher address = Pattern.compile("(?m)^(f[0-9a-f]{15}) ").matcher(addresses);
    assertThat(address.find()).as(addresses).isTrue();
    machine.writeMemory(Long.parseUnsignedLong(address.group(1), 16), UNDEFINED);
    onHost(BUSYBOX + " linux32 true; [ $? = 139 ]");
    assertThat(awaitEvent(machine, "KernelOops").path("text").asText()).contains("invalid opcode");
    awaitCondition(machine, "KernelOops", true);
  }

  /// The first block of a program that no boot needs. Whoever reads it stops the kernel.
  private void aBlockOfTheSystemIsDamaged(Machine machine, long block) throws InterruptedException {
    int code =
        node(
            "exec",
            "-T",
            "host/shell",
            BUSYBOX,
            "sh",
            "-c",
            "for part in $(ls /sys/block/dm-0/slaves); do"
                + " [ $(cat /sys/class/block/$part/size) -ge $(cat /sys/block/dm-0/size) ]"
                + " && dd if=/dev/urandom of=/proc/1/root/dev/$part bs=4096 count=1 conv=notrunc,fsync"
                + " seek=%d; done; cat /proc/1/root%s > /dev/null".formatted(block, UNNEEDED));
    assertThat(code).isNotZero();
    assertThat(machine.awaitEnd(PATIENCE)).isTrue();
  }

  /// Where on the file system of `/usr` the content of a file begins, in blocks of 4096 bytes.
  private static long block(ToolsTree tools, Path usr, String file) {
    String extents =
        tools.command("dump.erofs", "-e", "--path=" + file).with(usr.toString()).run().text();
    Matcher extent = Pattern.compile(" 0: .* : +([0-9]+)[.][.]").matcher(extents);
    assertThat(extent.find()).as(extents).isTrue();
    return Long.parseLong(extent.group(1)) / 4096;
  }

  private void theCrashIsTold(Machine machine) {
    assertThat(awaitEvent(machine, "KernelCrash").path("text").asText())
        .startsWith("in a boot before: ");
    awaitCondition(machine, "CorruptedImage", true);
    String lastWords = told("recorder", "--kind", "crash");
    seen.append(lastWords);
    assertThat(lastWords).contains(" is corrupted").contains("Kernel panic - not syncing");
  }
}
