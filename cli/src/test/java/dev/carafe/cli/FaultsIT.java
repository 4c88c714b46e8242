package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.lab.ContainerImages;
import dev.carafe.lab.Ports;
import dev.carafe.lab.web.FaultyRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Containers and clients that do what they should not, on one node that has booted: the others
/// notice nothing of it, and the node says what is wrong.
@LongTest
@Thorough
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultsIT {
  private static final int WITNESS = Ports.free();
  private static final int SESSIONS = 1000;

  /// As `docs/usage/api.md` has it.
  private static final int MOST_SESSIONS = 64;

  private static final Duration GLANCE = Duration.ofMillis(50);

  @TempDir static Path work;

  private static final List<FaultyRegistry> REGISTRIES = new ArrayList<>();
  private static PodNode node;
  private static String witness;
  private static String agent;

  @BeforeAll
  static void boot() throws IOException, InterruptedException, GeneralSecurityException {
    PodNode.Beginning beginning = PodNode.Beginning.in(work);
    Sha256 other =
        ContainerImages.pushHello(
            beginning.tools(),
            beginning.registry(),
            "not this one",
            Files.createDirectories(work.resolve("other")));
    String pods = PodNode.resource("faults.toml");
    for (FaultyRegistry.Fault fault : FaultyRegistry.Fault.values()) {
      FaultyRegistry registry = FaultyRegistry.start(fault, beginning.registry().port(), other);
      REGISTRIES.add(registry);
      pods =
          pods.replace(
              fault == FaultyRegistry.Fault.NO_REGISTRY ? "HOTEL" : fault.name(),
              registry.guestAddress());
    }
    node = beginning.boot("faults", pods, Map.of(WITNESS, 8080));
    assertThat(node.page(WITNESS, "/")).isEqualTo("hello");
    witness = node.life("witness");
    agent = node.run("host", "pidof java").strip();
  }

  @AfterAll
  static void end() throws IOException {
    REGISTRIES.forEach(FaultyRegistry::close);
    node.close();
  }

  @AfterEach
  void nobodyElseHasNoticed() {
    assertThat(node.page(WITNESS, "/")).isEqualTo("hello");
    assertThat(node.life("witness")).as(() -> node.get("/v1/problems")).isEqualTo(witness);
    assertThat(node.run("host", "pidof java").strip()).isEqualTo(agent);
  }

  @Test
  @Order(1)
  void imagesThatCannotBeHadAreToldOf() {
    node.awaitHealth("failed to resolve reference \\\"carafe.lab/absent:1\\\"");
    node.awaitHealth("unexpected commit digest");
    assertThat(node.awaitHealth("hotel.example.com/hello:1\\\": "))
        .contains("\"image\":\"crawls.example.com/hello:1\",\"restarts\":0,\"state\":\"waiting\"");
  }

  @Test
  @Order(2)
  void whoEatsMoreThanItsLimitEnds() {
    node.awaitHealth("\"exit_code\":137,\"reason\":\"OOMKilled\"");
  }

  @Test
  @Order(2)
  void whoCrashesIsStartedMoreAndMoreSeldom() {
    awaitStarts("crash", 3);
    assertThat(starts("crash")).hasValueSatisfying(starts -> assertThat(starts).isLessThan(12));
    node.awaitHealth("\"exit_code\":1,\"reason\":\"Error\"");
  }

  private static void awaitStarts(String pod, int number) {
    node.machine()
        .await(
            number + " starts of " + pod,
            PodNode.PATIENCE,
            () -> starts(pod).filter(starts -> starts >= number));
  }

  /// How often a container was started, by the newest of its logs.
  private static Optional<Integer> starts(String pod) {
    return node.tried("host", "ls /var/log/pods/" + pod + "/c | sort -n | tail -n 1")
        .filter(last -> last.indexOf('.') > 0)
        .map(last -> Integer.parseInt(last.substring(0, last.indexOf('.'))) + 1);
  }

  @Test
  @Order(2)
  void aQuestionThatIsNeverAnsweredIsABadAnswer() {
    awaitStarts("mute", 2);
  }

  @Test
  @Order(3)
  void unsupportedFieldsAreNamed() {
    assertThat(node.peer().patch("/settings", pod("odd", "\"spec\":{\"schedulerName\":\"x\"}")))
        .isEqualTo(400);
  }

  @Test
  @Order(4)
  void whoForksWithoutEndIsHeldByItsLimits() {
    begin(
        "forker",
        "while true; do sleep 1000000 & done 2>/dev/null",
        ",\"resources\":{\"limits\":{\"memory\":\"64Mi\"}}");
    node.machine()
        .await(
            "many processes, or the end of some",
            PodNode.PATIENCE,
            () ->
                node.tried(
                        "host",
                        "f=$(ls -d /sys/fs/cgroup/kubepods/*/*/ /sys/fs/cgroup/k8s.io/*/ 2>/dev/null);"
                            + " for d in $f; do cat $d/pids.peak 2>/dev/null; done | sort -n"
                            + " | tail -n 1")
                    .filter(peak -> !peak.isEmpty() && Integer.parseInt(peak) > 50));
    remove("forker");
  }

  @Test
  @Order(5)
  void whoEatsAllMemoryEndsBeforeAnybodyElse() {
    begin("greedy", "exec /bin/busybox tail /dev/zero", "");
    awaitStarts("greedy", 2);
    remove("greedy");
  }

  @Test
  @Order(6)
  void whoWritesLogsWithoutEndLosesTheOldOnes() throws InterruptedException {
    begin("chatty", "exec /bin/busybox yes 0123456789012345678901234567890123456789", "");
    node.machine()
        .await(
            "a log that was set aside",
            PodNode.PATIENCE,
            () ->
                node.tried("host", "ls /var/log/pods/chatty/c").filter(s -> s.contains("0.log.")));
    for (int i = 0; i < 3; i++) {
      Thread.sleep(5000);
      assertThat(mebibytes("/var/log/pods/chatty")).isLessThan(150);
    }
    remove("chatty");
  }

  private static int mebibytes(String folder) {
    return Integer.parseInt(node.run("host", "du -sm " + folder + " | cut -f1").strip());
  }

  @Test
  @Order(7)
  void whoFillsTheDiskHasToGo() {
    int before = percentUsed();
    begin(
        "filler",
        "for i in 0 1 2 3 4 5 6 7 8 9; do fallocate -l 400M /data/$i; done; sleep 1000000",
        ",\"volumeMounts\":[{\"name\":\"data\",\"mountPath\":\"/data\"}]",
        ",\"volumes\":[{\"name\":\"data\",\"emptyDir\":{}}]");
    node.awaitHealth("of it were the pod's");
    node.machine()
        .await(
            "room",
            PodNode.PATIENCE,
            () -> percentUsed() <= before + 5 ? Optional.of(true) : Optional.empty());
    remove("filler");
  }

  private static int percentUsed() {
    String line = node.run("host", "df -P /var/log | tail -n 1 | tr -s ' ' | cut -d' ' -f5");
    return Integer.parseInt(line.strip().replace("%", ""));
  }

  /// What the program writes has nowhere to go, and it waits.
  @Test
  @Order(8)
  void aClientThatReadsNothingHoldsNobodyUp() throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    ExecPeer.Run deaf =
        node.peer().run("witness", "null", _ -> await(over), PodNode.BUSYBOX, "yes", "blah");
    Thread.sleep(10_000);
    assertThat(mebibytesOfAgent("VmRSS")).isLessThan(110);
    deaf.abort();
    over.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// All that is in memory of the agent, with what it shares.
  ///
  /// @param what `VmRSS` is now, `VmHWM` at most so far
  private static int mebibytesOfAgent(String what) {
    String rss = node.run("host", "grep " + what + " /proc/" + agent + "/status | tr -dc 0-9");
    return Integer.parseInt(rss.strip()) / 1024;
  }

  @Test
  @Order(9)
  void ofAThousandSessionsThoseThatAreTooManyAreRefused() {
    Queue<ExecPeer.Run> open = new ConcurrentLinkedQueue<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(MOST_SESSIONS)) {
      for (int i = 0; i < SESSIONS; i++) {
        threads.execute(() -> session().ifPresent(open::add));
      }
    }
    open.removeIf(ExecPeer.Run::hasEnded);
    assertThat(open).hasSizeBetween(1, MOST_SESSIONS);
    open.forEach(ExecPeer.Run::abort);
    assertThat(
            node.machine()
                .await("room", PodNode.PATIENCE, () -> node.tried("witness", "echo room")))
        .isEqualTo("room");
    assertThat(mebibytesOfAgent("VmHWM")).isLessThan(180);
  }

  /// A session that lasts, if there was room for it.
  private static Optional<ExecPeer.Run> session() {
    AtomicBoolean begun = new AtomicBoolean();
    try {
      ExecPeer.Run run =
          node.peer()
              .run(
                  "witness",
                  "null",
                  _ -> begun.set(true),
                  PodNode.BUSYBOX,
                  "sh",
                  "-c",
                  "echo in; exec sleep 1000000");
      while (!begun.get() && !run.hasEnded()) {
        LockSupport.parkNanos(GLANCE.toNanos());
      }
      return begun.get() ? Optional.of(run) : Optional.empty();
    } catch (CompletionException _) {
      return Optional.empty();
    }
  }

  private static void begin(String pod, String script, String container, String... spec) {
    String command = "\"command\":[\"/bin/busybox\",\"sh\",\"-c\",\"%s\"]".formatted(script);
    String image = "\"name\":\"c\",\"image\":\"" + ContainerImages.HELLO + "\",";
    node.change(
        pod(
            pod,
            "\"spec\":{\"terminationGracePeriodSeconds\":0,\"containers\":[{"
                + image
                + command
                + container
                + "}]"
                + String.join("", spec)
                + "}"));
  }

  private static void remove(String pod) {
    node.remove("pods." + pod);
    node.machine()
        .await(
            "the end of " + pod,
            PodNode.PATIENCE,
            () ->
                node.health().contains("\"name\":\"" + pod + "\"")
                    ? Optional.empty()
                    : Optional.of(true));
  }

  private static String pod(String name, String members) {
    return "{\"pods\":{\"%s\":{%s}}}".formatted(name, members);
  }
}
