package dev.carafe.cli.soak;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carafe.image.oci.ContainerImage;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.BootPhase;
import dev.carafe.lab.ContainerImages;
import dev.carafe.lab.ImagePush;
import dev.carafe.lab.Machine;
import dev.carafe.lab.Pages;
import dev.carafe.lab.Registry;
import dev.carafe.lab.web.SlowRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// Pods of which one is exchanged for another with a large image, others are killed again and
/// again, and one writes its log, until the power goes. After each boot all pods are there, the
/// image is whole, and nothing is left of what was under way.
public final class BusyPods implements Scenario<Bustle> {
  /// How these campaigns are written down.
  public static final CampaignKind<Bustle> KIND =
      new CampaignKind<>(
          "pods",
          Bustle::read,
          List.of(
              tally("pulls", "came while an image was pulled or unpacked", Activity.PULL),
              tally("restarts", "came while containers were started again", Activity.RESTARTS),
              tally("logs", "came while a log was written at full speed", Activity.LOG)));

  private static final String PAGE = "the witness";
  private static final long BYTES_PER_SECOND = 1 << 20;

  /// Until containerd has let go of what nobody needs.
  private static final Duration SETTLING = Duration.ofMinutes(2);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

  /// How long an activity is watched before the cut, at most; for a pull it comes on top of what
  /// the registry takes.
  private static final Duration LONGEST = Duration.ofSeconds(15);

  /// Those of the user data.
  private static final Set<String> ALWAYS =
      Set.of(
          "witness/httpd",
          "eye/eye",
          "restless/a",
          "restless/b",
          "restless/c",
          "restless/d",
          "chatty/c");

  /// Layers of the images of these, of the system's own, and of what all payloads have in common.
  private static final int ALWAYS_LAYERS = 4;

  /// Kills one container after the other, each as soon as it may run again.
  private static final String KILL =
      """
      while :; do
        for i in 1 2 3 4; do
          for p in $(pidof busybox); do
            tr '\\0' ' ' < /proc/$p/cmdline 2>/dev/null | grep -q "sleep 777777$i" && kill -9 $p
          done
          sleep 1
        done
      done
      """;

  private final ToolsTree tools;
  private final Path work;
  private final Registry registry;
  private final SlowRegistry slow;

  private BusyPods(ToolsTree tools, Path work, Registry registry, SlowRegistry slow) {
    this.tools = tools;
    this.work = work;
    this.registry = registry;
    this.slow = slow;
  }

  private static Tally<Bustle> tally(String column, String sentence, Activity activity) {
    return new Tally<>(column, sentence, cut -> cut.moment().has(activity));
  }

  /// Starts what the node pulls from.
  ///
  /// @param work a folder for images, which keeps those of a campaign that goes on
  /// @param eye the image of the pod that looks at the node
  public static BusyPods start(ToolsTree tools, Path work, ContainerImage eye)
      throws IOException, InterruptedException {
    Registry registry = Registry.start(tools, Files.createDirectories(work));
    try {
      ContainerImages.pushHello(tools, registry, PAGE, work);
      ImagePush.push(eye, "127.0.0.1:" + registry.port() + "/eye:1", true, work);
      return new BusyPods(
          tools, work, registry, SlowRegistry.start(registry.port(), BYTES_PER_SECOND));
    } catch (IOException | InterruptedException | RuntimeException e) {
      registry.close();
      throw e;
    }
  }

  @Override
  public CampaignKind<Bustle> kind() {
    return KIND;
  }

  @Override
  public String userData() throws IOException {
    try (InputStream in = BusyPods.class.getResourceAsStream("pods.toml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .replace("REGISTRY", slow.guestAddress())
          .replace("HELLO", ContainerImages.HELLO);
    }
  }

  @Override
  public Optional<Cut<Bustle>> untilCut(Boot boot, Campaign<Bustle> campaign, Random random)
      throws IOException, InterruptedException {
    long kept = campaign.cuts().isEmpty() ? 0 : campaign.cuts().getLast().moment().payload();
    Set<Activity> activities = activities(random, kept == 0);
    slow.forget();
    if (activities.contains(Activity.LOG)) {
      begin(boot, "chatty", "yes 0123456789012345678901234567890123456789 > /proc/1/fd/1");
    }
    if (activities.contains(Activity.RESTARTS)) {
      begin(boot, "eye", KILL);
    }
    Duration longest = LONGEST;
    if (activities.contains(Activity.PULL)) {
      exchange(boot, new Payload(campaign.seed(), kept), new Payload(campaign.seed(), kept + 1));
      kept++;
      longest = longest.plusSeconds(Payload.BYTES / BYTES_PER_SECOND);
    }
    long noted = boot.noted();
    long up = sinceInitrd(boot.machine()).toMillis();
    Thread.sleep(random.nextLong(longest.toMillis()));
    boot.machine().cut();
    return Optional.of(
        Cut.of(campaign.cuts().size() + 1, new Bustle(kept, activities, slow.given(), up), noted));
  }

  /// A little less than the kernel has run.
  private static Duration sinceInitrd(Machine machine) {
    return machine.age().minus(machine.phases().getOrDefault(BootPhase.INITRD, machine.age()));
  }

  /// Some of them; none is not worth a boot.
  private static Set<Activity> activities(Random random, boolean pull) {
    Set<Activity> activities = EnumSet.noneOf(Activity.class);
    if (pull) {
      activities.add(Activity.PULL);
    }
    do {
      for (Activity activity : Activity.values()) {
        if (random.nextBoolean()) {
          activities.add(activity);
        }
      }
    } while (activities.isEmpty());
    return activities;
  }

  /// Starts a script that goes on behind our back.
  private static void begin(Boot boot, String target, String script)
      throws IOException, InterruptedException {
    boot.node()
        .run(
            target,
            "busybox=/bin/busybox; $busybox setsid $busybox sh -c '%s' </dev/null >/dev/null 2>&1 &"
                .formatted(script.replace("'", "'\\''")));
  }

  /// Lets the node have the other pod in the place of the one, which is none at first.
  private void exchange(Boot boot, Payload former, Payload next)
      throws IOException, InterruptedException {
    ContainerImages.pushFile(tools, registry, next.image(), next.content(), work);
    if (former.number() > 0) {
      boot.node().stageWithout("settings.pods." + former.pod());
    }
    boot.node().stage(next.settings());
    boot.node().commit();
  }

  @Override
  public Verdict judge(Boot boot, Campaign<Bustle> campaign, Beginning before, Cut<Bustle> cut)
      throws IOException, InterruptedException {
    Payload payload = new Payload(campaign.seed(), cut.moment().payload());
    PodsSight.Wanted wanted = wanted(campaign, cut.moment(), payload);
    long end = System.nanoTime() + SETTLING.toNanos();
    while (true) {
      List<String> faults = sight(boot, payload, wanted).faults(wanted);
      if (faults.isEmpty()) {
        return Verdict.of(Verdict.Kind.WELL);
      }
      if (System.nanoTime() > end) {
        return Verdict.failed(String.join("; ", faults));
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  private static PodsSight.Wanted wanted(
      Campaign<Bustle> campaign, Bustle moment, Payload payload) {
    Set<String> containers = new HashSet<>(ALWAYS);
    containers.add(payload.pod() + "/" + Payload.CONTAINER);
    return new PodsSight.Wanted(
        containers,
        PAGE,
        payload.checksum(),
        ALWAYS_LAYERS + Math.toIntExact(payload.number()),
        Math.toIntExact(
            campaign.cuts().stream().filter(each -> each.moment().has(Activity.PULL)).count()),
        moment.upMillis());
  }

  private static PodsSight sight(Boot boot, Payload payload, PodsSight.Wanted wanted)
      throws IOException, InterruptedException {
    NodeApi node = boot.node();
    Map<String, String> containers = new HashMap<>();
    for (JsonNode pod : node.json("/v1/health").path("pods")) {
      for (JsonNode container : pod.path("containers")) {
        containers.put(
            pod.path("name").asText() + "/" + container.path("name").asText(),
            container.path("state").asText());
      }
    }
    Set<String> events = new HashSet<>();
    node.json("/v1/problems")
        .path("events")
        .forEach(event -> events.add(event.path("kind").asText()));
    return new PodsSight(
        containers,
        Pages.get(boot.page(), "/"),
        said(node, payload.pod(), "/bin/busybox sha256sum /payload").map(s -> s.split(" ", 2)[0]),
        said(node, "eye", HostSight.SCRIPT).flatMap(HostSight::parse),
        Recording.parse(node.text("/v1/recorder?boot=-1"), Set.copyOf(wanted.pods())),
        events);
  }

  private static Optional<String> said(NodeApi node, String target, String script)
      throws InterruptedException {
    try {
      return Optional.of(node.run(target, script));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    slow.close();
    registry.close();
  }
}
