package dev.carafe.node.cloud;

import static dev.carafe.node.web.FakeWebServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.node.cloud.CloudFormationSignal.Status;
import dev.carafe.node.host.Journal;
import dev.carafe.node.host.ServiceChecks;
import dev.carafe.node.host.UnwellUnit;
import dev.carafe.node.metadata.Ec2Metadata;
import dev.carafe.node.metadata.FakeEc2;
import dev.carafe.node.metadata.FakeWaiting;
import dev.carafe.node.metadata.MetadataClient;
import dev.carafe.node.metadata.Patience;
import dev.carafe.node.metadata.Waiting;
import dev.carafe.node.web.FakeWebServer;
import dev.carafe.node.web.TimeLimits;
import dev.carafe.node.web.WebClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CloudTest {
  private static final AwsCredentials CREDENTIALS =
      new AwsCredentials("AKID", "secret", Optional.of("session"));
  private static final CloudFormationSignal SIGNAL =
      new CloudFormationSignal("my-stack", "NodeGroup", "i-0abc");
  private static final ReportedNode NODE =
      new ReportedNode(
          "0.1.0", "plain", "x86_64", Optional.of("eu-central-1"), 1234, "latest", false);

  private final FakeWaiting waiting = new FakeWaiting();

  @Test
  void aStackIsToldOnceAndSigned() throws InterruptedException {
    try (FakeWebServer server = new FakeWebServer(_ -> answer("200 OK", "<SignalResource/>"))) {
      signal(server, Status.SUCCESS);
      FakeWebServer.Seen seen = server.seen().getFirst();
      assertThat(server.seen()).hasSize(1);
      assertThat(seen).hasToString("POST /");
      assertThat(seen.body())
          .isEqualTo(
              "Action=SignalResource&LogicalResourceId=NodeGroup&StackName=my-stack"
                  + "&Status=SUCCESS&UniqueId=i-0abc&Version=2010-05-15");
      assertThat(seen.field("Content-Type"))
          .isEqualTo("application/x-www-form-urlencoded; charset=utf-8");
      assertThat(seen.field("X-Amz-Security-Token")).isEqualTo("session");
      assertThat(seen.field("Authorization"))
          .startsWith(
              "AWS4-HMAC-SHA256 Credential=AKID/20260102/eu-central-1/cloudformation/aws4_request,"
                  + " SignedHeaders=content-type;host;x-amz-date;x-amz-security-token, Signature=");
    }
  }

  @Test
  void aStackThatDoesNotTakeTheSignalSaysWhy() {
    try (FakeWebServer server =
        new FakeWebServer(_ ->
            answer(
                "400 Bad Request",
                "<ErrorResponse><Error><Code>ValidationError</Code><Message>Stack my-stack is in"
                    + " CREATE_COMPLETE state</Message></Error></ErrorResponse>"))) {
      assertThatThrownBy(() -> signal(server, Status.FAILURE))
          .isInstanceOf(CloudException.class)
          .hasMessage(
              "could not signal stack my-stack: Stack my-stack is in CREATE_COMPLETE state");
      assertThat(server.seen().getFirst().body()).contains("&Status=FAILURE&");
    }
  }

  @Test
  void troubleOfTheServiceIsWaitedThrough() throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();
    try (FakeWebServer server =
        new FakeWebServer(
            _ -> answer(calls.incrementAndGet() < 3 ? "503 Unavailable" : "200 OK", ""))) {
      signal(server, Status.SUCCESS);
      assertThat(calls).hasValue(3);
    }
  }

  @Test
  void chinaIsElsewhere() {
    assertThat(CloudFormationSignal.endpoint("eu-central-1"))
        .isEqualTo(URI.create("https://cloudformation.eu-central-1.amazonaws.com/"));
    assertThat(CloudFormationSignal.endpoint("cn-north-1"))
        .isEqualTo(URI.create("https://cloudformation.cn-north-1.amazonaws.com.cn/"));
  }

  @Test
  void theInstancesRoleHasCredentialsAndTheyAreNotShown() throws InterruptedException {
    FakeEc2 ec2 =
        new FakeEc2()
            .with("meta-data/iam/security-credentials/", "node-role")
            .with(
                "meta-data/iam/security-credentials/node-role",
                """
                {"Code": "Success", "AccessKeyId": "ASIA1", "SecretAccessKey": "hidden",
                 "Token": "concealed", "Expiration": "2026-01-02T09:00:00Z"}
                """);
    try (FakeWebServer server = new FakeWebServer(ec2)) {
      AwsCredentials credentials = AwsCredentials.ofRole(metadata(server));
      assertThat(credentials)
          .isEqualTo(new AwsCredentials("ASIA1", "hidden", Optional.of("concealed")));
      assertThat(credentials.toString()).doesNotContain("hidden").doesNotContain("concealed");
    }
  }

  @Test
  void anInstanceWithoutARoleHasNone() {
    try (FakeWebServer server = new FakeWebServer(new FakeEc2())) {
      assertThatThrownBy(() -> AwsCredentials.ofRole(metadata(server)))
          .isInstanceOf(CloudException.class)
          .hasMessage("could not read the instance's credentials: the instance has no role");
    }
  }

  @Test
  void anInstanceOfAWarmPoolWaitsUntilItIsToServe() throws InterruptedException {
    String path = "meta-data/autoscaling/target-lifecycle-state";
    FakeEc2 ec2 = new FakeEc2().with(path, "Warmed:Stopped");
    List<String> said = new ArrayList<>();
    try (FakeWebServer server = new FakeWebServer(ec2)) {
      waiting.atPause(() -> {
        if (waiting.pauses().size() == 4) {
          ec2.with(path, "InService");
        }
      });
      new AutoScalingWait(() -> metadata(server), waiting, said::add).await();
    }
    assertThat(waiting.pauses()).hasSize(4).containsOnly(Duration.ofSeconds(5));
    assertThat(said)
        .containsExactly("waits for InService: the group wants the instance to be Warmed:Stopped");
  }

  @Test
  void anInstanceInNoGroupDoesNotWait() throws InterruptedException {
    try (FakeWebServer server = new FakeWebServer(new FakeEc2())) {
      new AutoScalingWait(() -> metadata(server), waiting, _ -> {}).await();
    }
    assertThat(waiting.pauses()).isEmpty();
  }

  @Test
  void aServiceThatDoesNotSayIsNoReasonToGoOn() throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();
    List<String> said = new ArrayList<>();
    try (FakeWebServer server =
        new FakeWebServer(request ->
            calls.incrementAndGet() < 3
                ? answer("403 Forbidden", "")
                : request.method().equals("PUT")
                    ? answer("200 OK", "t")
                    : answer("404 Not Found", ""))) {
      new AutoScalingWait(() -> metadata(server), waiting, said::add).await();
    }
    assertThat(said).singleElement().asString().contains("it answers 403");
  }

  @Test
  void reportsHaveTheWordsThatReceiversKnow() throws IOException {
    try (FakeWebServer server = new FakeWebServer(_ -> answer("200 OK", ""))) {
      MetricsReport report = report(server.base().resolve("metrics"));
      report.sendBoot();
      report.sendHealth(List.of());
      report.sendHealth(List.of(new UnwellUnit("containerd", 1), new UnwellUnit("kubelet", 0)));
      String node =
          "version=0.1.0&variant=plain&arch=x86_64&region=eu-central-1&seed=1234"
              + "&version_lock=latest&ignore_waves=false";
      assertThat(server.seen().stream().map(Object::toString))
          .containsExactly(
              "GET /metrics?sender=carafe&event=boot_success&" + node,
              "GET /metrics?sender=carafe&event=health_ping&"
                  + node
                  + "&failed_services=&is_healthy=true",
              "GET /metrics?sender=carafe&event=health_ping&"
                  + node
                  + "&failed_services=containerd%3A1%2Ckubelet%3A0&is_healthy=false");
    }
  }

  @Test
  void aReportersOwnParametersStay() throws IOException {
    try (FakeWebServer server = new FakeWebServer(_ -> answer("200 OK", ""))) {
      report(server.base().resolve("m?team=web")).sendBoot();
      assertThat(server.seen().getFirst().path()).startsWith("/m?team=web&sender=carafe&event=");
    }
  }

  @Test
  void aReportIsSentAtBootAndEverySixHours() {
    AtomicInteger calls = new AtomicInteger();
    ByteArrayOutputStream journal = new ByteArrayOutputStream();
    try (FakeWebServer server =
        new FakeWebServer(
            _ -> answer(calls.incrementAndGet() == 2 ? "500 Broken" : "200 OK", ""))) {
      waitFor(3, () -> Optional.of(report(server.base())), journal);
      assertThat(server.seen().stream().map(seen -> seen.path().contains("health_ping")))
          .containsExactly(false, true, true);
      assertThat(waiting.pauses()).containsOnly(Duration.ofHours(6));
      assertThat(journal.toString(StandardCharsets.UTF_8))
          .isEqualTo("<4>could not send a report: it answers 500\n");
    }
  }

  @Test
  void nothingIsSentThatNobodyWants() {
    ByteArrayOutputStream journal = new ByteArrayOutputStream();
    waitFor(3, Optional::empty, journal);
    assertThat(waiting.pauses()).hasSize(3);
    assertThat(journal.size()).isZero();
  }

  /// Runs until the so-manieth pause.
  private void waitFor(
      int pauses, Supplier<Optional<MetricsReport>> report, ByteArrayOutputStream journal) {
    Waiting ending =
        new Waiting() {
          @Override
          public long nanoTime() {
            return waiting.nanoTime();
          }

          @Override
          public void pause(Duration duration) throws InterruptedException {
            waiting.pause(duration);
            if (waiting.pauses().size() == pauses) {
              throw new InterruptedException();
            }
          }
        };
    PrintStream out = new PrintStream(journal, true, StandardCharsets.UTF_8);
    new MetricsReports(report, List::of, ending, new Journal(out)).run();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void unitsThatDoNotRunAreFound() {
    ServiceChecks checks =
        new ServiceChecks(
            Path.of("/systemctl"),
            (command, _) ->
                switch (command.getLast()) {
                  case "containerd" -> "ActiveState=active\nExecMainStatus=0\n";
                  case "kubelet" -> "ExecMainStatus=255\nActiveState=failed\n";
                  default -> "ActiveState=inactive\nExecMainStatus=\n";
                });
    assertThat(checks.unwell(List.of("none", "kubelet", "containerd", "kubelet")))
        .containsExactly(new UnwellUnit("kubelet", 255), new UnwellUnit("none", 0));
    assertThat(checks.unwell(List.of())).isEmpty();
  }

  private void signal(FakeWebServer server, Status status) throws InterruptedException {
    MetadataClient client = MetadataClient.begin(server.base(), Patience.ofApi(), waiting);
    SIGNAL.send(
        status, client, CREDENTIALS, "eu-central-1", () -> Instant.parse("2026-01-02T03:04:05Z"));
  }

  private Ec2Metadata metadata(FakeWebServer server) {
    return new Ec2Metadata(
        MetadataClient.begin(server.base(), Patience.ofFirstBoot(), new FakeWaiting()));
  }

  private static MetricsReport report(URI address) {
    return new MetricsReport(WebClient.direct(TimeLimits.near()), address, NODE);
  }
}
