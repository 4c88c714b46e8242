package dev.carafe.node.provisioning;

import static dev.carafe.node.web.FakeWebServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.host.Dmi;
import dev.carafe.node.metadata.FakeEc2;
import dev.carafe.node.metadata.FakeWaiting;
import dev.carafe.node.metadata.Patience;
import dev.carafe.node.web.FakeWebServer;
import dev.carafe.node.web.TimeLimits;
import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.reading.Form;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudSourcesTest {
  private static final String TOML = "[settings]\nmotd = \"cloud\"\n";
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Patience PATIENCE =
      new Patience(
          new TimeLimits(SHORT, SHORT, Duration.ofSeconds(5)),
          Duration.ofSeconds(10),
          Duration.ofMillis(100),
          Duration.ofSeconds(2));

  @TempDir private Path folder;
  private FakeRoot root = new FakeRoot(Path.of("unset"));
  private final FakeWaiting waiting = new FakeWaiting();

  @BeforeEach
  void setUp() {
    root = new FakeRoot(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "sys_vendor, Amazon EC2, true",
    "board_vendor, Amazon EC2, true",
    "sys_vendor, QEMU, false",
    "sys_vendor, Not Amazon EC2, false",
  })
  void anInstanceIsKnownByItsMaker(String field, String value, boolean here) {
    root.with("sys/class/dmi/id/" + field, value + "\n");
    assertThat(ec2(URI.create("http://127.0.0.1/")).isHere()).isEqualTo(here);
  }

  @Test
  void anInstanceOnXenIsKnownByItsBiosAndNumber() {
    root.with("sys/class/dmi/id/sys_vendor", "Xen\n")
        .with("sys/class/dmi/id/bios_version", "4.11.amazon\n");
    Ec2Source source = ec2(URI.create("http://127.0.0.1/"));
    assertThat(source.isHere()).isFalse();
    root.with("sys/class/dmi/id/product_uuid", "EC2E1916-9099-7CAF-FD21-012345ABCDEF\n");
    assertThat(source.isHere()).isTrue();
  }

  @Test
  void elsewhereNobodyIsAsked() throws InterruptedException {
    try (FakeWebServer server = new FakeWebServer(new FakeEc2())) {
      assertThat(ec2(server.base()).read()).isEqualTo(new Reading.Absent());
      assertThat(gce(server.base()).read()).isEqualTo(new Reading.Absent());
      assertThat(server.seen()).isEmpty();
    }
  }

  @Test
  void anInstanceHasUserDataAndFactsFromOneDocument() {
    FakeEc2 ec2 =
        new FakeEc2()
            .with("user-data", TOML)
            .with("meta-data/local-hostname", "ip-10-0-0-1.eu-central-1.compute.internal")
            .with(
                "dynamic/instance-identity/document",
                """
                {"accountId": "123456789012", "availabilityZone": "eu-central-1a",
                 "instanceId": "i-0abc", "instanceType": "m7g.large", "region": "eu-central-1"}
                """);
    expectInstance(ec2, 4);
  }

  @Test
  void withoutThatDocumentEachFactIsAskedFor() {
    FakeEc2 ec2 =
        new FakeEc2()
            .with("user-data", TOML)
            .with("meta-data/local-hostname", "ip-10-0-0-1.eu-central-1.compute.internal")
            .with("meta-data/placement/region", "eu-central-1")
            .with("meta-data/placement/availability-zone", "eu-central-1a")
            .with("meta-data/instance-id", "i-0abc")
            .with("meta-data/instance-type", "m7g.large")
            .with("dynamic/instance-identity/document", "{broken");
    expectInstance(ec2, 8);
  }

  @Test
  void userDataIsUsedThoughFactsAreNotGiven() {
    root.with("sys/class/dmi/id/sys_vendor", "Amazon EC2\n");
    FakeEc2 ec2 = new FakeEc2().with("user-data", TOML);
    try (FakeWebServer server =
        new FakeWebServer(request ->
            request.path().contains("instance-identity")
                ? answer("403 Forbidden", "")
                : ec2.answer(request))) {
      Provision provision = found(ec2(server.base()));
      assertThat(provision.settings()).containsExactly(new UserDataDocument("EC2 user-data", TOML));
      assertThat(provision.problems())
          .singleElement()
          .satisfies(problem -> assertThat(problem.found()).endsWith("it answers 403"));
    }
  }

  private void expectInstance(FakeEc2 ec2, int requests) {
    root.with("sys/class/dmi/id/sys_vendor", "Amazon EC2\n");
    try (FakeWebServer server = new FakeWebServer(ec2)) {
      Provision provision = found(ec2(server.base()));
      assertThat(provision.settings()).containsExactly(new UserDataDocument("EC2 user-data", TOML));
      assertThat(provision.facts())
          .isEqualTo(
              new Facts(
                  Optional.of("aws"),
                  Optional.of("ip-10-0-0-1.eu-central-1.compute.internal"),
                  Optional.of("eu-central-1"),
                  Optional.of("eu-central-1a"),
                  Optional.of("i-0abc"),
                  Optional.of("m7g.large")));
      assertThat(server.seen()).hasSize(requests);
    }
  }

  @Test
  void anInstanceWithoutUserDataHasFacts() {
    root.with("sys/class/dmi/id/sys_vendor", "Amazon EC2\n");
    try (FakeWebServer server =
        new FakeWebServer(new FakeEc2().with("meta-data/instance-id", "i-1"))) {
      Provision provision = found(ec2(server.base()));
      assertThat(provision.settings()).isEmpty();
      assertThat(provision.facts().instanceId()).contains("i-1");
    }
  }

  @Test
  void aServiceThatNeverAnswersIsAProblemThatSaysWhatToDo() throws InterruptedException {
    root.with("sys/class/dmi/id/sys_vendor", "Amazon EC2\n");
    try (FakeWebServer server = new FakeWebServer(_ -> answer("500 Broken", ""))) {
      Reading reading = ec2(server.base()).read();
      assertThat(message(reading))
          .startsWith("EC2 metadata:1:1: could not ask " + server.base() + "latest/api/token: ")
          .contains("it answers 500 (9 tries in 10 s); see whether the network is up");
    }
  }

  @Test
  void aMachineOfGoogleHasUserDataAndFacts() {
    root.with("sys/class/dmi/id/product_name", "Google Compute Engine\n");
    Map<String, String> values = new HashMap<>();
    values.put("attributes/user-data", TOML);
    values.put("hostname", "web-1.c.project.internal");
    values.put("id", "123");
    values.put("zone", "projects/1/zones/europe-west1-b");
    values.put("machine-type", "projects/1/machineTypes/e2-medium");
    try (FakeWebServer server = new FakeWebServer(google(values))) {
      Provision provision = found(gce(server.base()));
      assertThat(provision.settings())
          .containsExactly(new UserDataDocument("Compute Engine user-data", TOML));
      assertThat(provision.facts())
          .isEqualTo(
              new Facts(
                  Optional.of("gce"),
                  Optional.of("web-1.c.project.internal"),
                  Optional.of("europe-west1"),
                  Optional.of("europe-west1-b"),
                  Optional.of("123"),
                  Optional.of("e2-medium")));
    }
  }

  @Test
  void aContainerDeclarationFollowsTheUserData() {
    root.with("sys/class/dmi/id/product_name", "Google Compute Engine\n");
    String declaration = "spec:\n  containers:\n  - image: i\n";
    Map<String, String> values = new HashMap<>();
    values.put("attributes/gce-container-declaration", declaration);
    try (FakeWebServer server = new FakeWebServer(google(values))) {
      UserDataDocument container =
          new UserDataDocument(
              "Compute Engine gce-container-declaration", declaration, Form.CONTAINER_DECLARATION);
      assertThat(found(gce(server.base())).settings()).containsExactly(container);
      values.put("attributes/user-data", TOML);
      assertThat(found(gce(server.base())).settings())
          .containsExactly(new UserDataDocument("Compute Engine user-data", TOML), container);
    }
  }

  @Test
  void somebodyElseAtGooglesAddressIsAProblem() throws InterruptedException {
    root.with("sys/class/dmi/id/product_name", "Google Compute Engine\n");
    try (FakeWebServer server = new FakeWebServer(_ -> answer("200 OK", TOML))) {
      assertThat(message(gce(server.base()).read()))
          .startsWith("Compute Engine metadata:1:1: could not read ")
          .endsWith(
              "what answers is not Google's metadata server; see what answers at 169.254.169.254");
    }
  }

  @Test
  void findingsAreInOrderWhoeverCameFirst() {
    Findings cloud = new Findings(List.of(finding(Origin.GCE, "cloud"), absent(Origin.EC2)));
    Findings local =
        new Findings(
            List.of(finding(Origin.HYPERVISOR, "hypervisor"), finding(Origin.FILE, "file")));
    Provision provision = local.and(cloud).provision();
    assertThat(provision.settings().stream().map(UserDataDocument::text))
        .containsExactly("file", "cloud", "hypervisor");
    assertThat(local.and(cloud).found())
        .containsExactly(Origin.FILE, Origin.GCE, Origin.HYPERVISOR);
  }

  @Test
  void aSourceThatFailsIsAProblemBesideWhatOthersGave() {
    Problem problem = new Problem(new Position("EC2", 1, 1), "gone", "");
    Findings findings =
        new Findings(
            List.of(
                finding(Origin.FILE, "file"),
                new Finding(Origin.EC2, new Reading.Failed(problem))));
    assertThat(findings.provision().problems()).containsExactly(problem);
    assertThat(findings.provision().settings()).hasSize(1);
  }

  private static Finding finding(Origin origin, String text) {
    UserDataDocument document = new UserDataDocument(origin.label(), text);
    return new Finding(
        origin,
        new Reading.Found(
            new Provision(List.of(document), Optional.empty(), Facts.none(), List.of())));
  }

  private static Finding absent(Origin origin) {
    return new Finding(origin, new Reading.Absent());
  }

  private static FakeWebServer.Script google(Map<String, String> values) {
    String flavor = "Metadata-Flavor: Google";
    return request -> {
      String prefix = "/computeMetadata/v1/instance/";
      String value = values.get(request.path().substring(prefix.length()));
      if (!request.field("Metadata-Flavor").equals("Google")) {
        return answer("403 Forbidden", "");
      }
      return value == null ? answer("404 Not Found", "", flavor) : answer("200 OK", value, flavor);
    };
  }

  private Ec2Source ec2(URI base) {
    return new Ec2Source(new Dmi(folder), base, PATIENCE, waiting);
  }

  private GceSource gce(URI base) {
    return new GceSource(new Dmi(folder), base, PATIENCE, waiting);
  }

  private static Provision found(Source source) {
    try {
      if (source.read() instanceof Reading.Found(Provision provision)) {
        return provision;
      }
      throw new AssertionError("nothing was found");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String message(Reading reading) {
    return reading instanceof Reading.Failed(Problem problem) ? problem.toString() : "no failure";
  }
}
