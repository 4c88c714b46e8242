package dev.carafe.node;

import dev.carafe.node.cloud.AutoScalingWait;
import dev.carafe.node.cloud.AwsCredentials;
import dev.carafe.node.cloud.CloudException;
import dev.carafe.node.cloud.CloudFormationSignal;
import dev.carafe.node.cloud.MetricsReport;
import dev.carafe.node.cloud.MetricsReports;
import dev.carafe.node.cloud.ReportedNode;
import dev.carafe.node.host.Journal;
import dev.carafe.node.host.OsRelease;
import dev.carafe.node.host.Processes;
import dev.carafe.node.host.ServiceChecks;
import dev.carafe.node.host.UnwellUnit;
import dev.carafe.node.metadata.Ec2Metadata;
import dev.carafe.node.metadata.MetadataClient;
import dev.carafe.node.metadata.MetadataException;
import dev.carafe.node.metadata.Patience;
import dev.carafe.node.metadata.Waiting;
import dev.carafe.node.provisioning.Facts;
import dev.carafe.node.settings.NodeSettings;
import dev.carafe.node.web.WayOut;
import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a node owes those who run it: to wait for its group, to tell its stack that it has booted,
/// and to report how it does, each where its settings say so.
final class CloudDuties {
  private final Place place;
  private final NodeSettings settings;
  private final OsRelease os;
  private final Processes processes;
  private final Journal journal;

  CloudDuties(
      Place place, NodeSettings settings, OsRelease os, Processes processes, Journal journal) {
    this.place = place;
    this.settings = settings;
    this.os = os;
    this.processes = processes;
    this.journal = journal;
  }

  /// Does something when the node's group wants it to serve; at once where it is not to wait for
  /// that.
  void whenInService(Facts facts, Runnable serve) {
    if (isTrue("autoscaling", "should-wait") && facts.provider().equals(Optional.of("aws"))) {
      Thread.ofPlatform().daemon().name("group").start(() -> awaitGroup(serve));
    } else {
      serve.run();
    }
  }

  private void awaitGroup(Runnable serve) {
    try {
      new AutoScalingWait(() -> metadata(Patience.ofApi()), Waiting.real(), journal::info).await();
      serve.run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Begins to report, and tells the stack of a first boot; returns at once.
  void begin(Facts facts, boolean firstBoot) {
    MetricsReports reports =
        new MetricsReports(this::report, this::unwell, Waiting.real(), journal);
    Thread.ofPlatform().daemon().name("reports").start(reports::run);
    if (firstBoot && isTrue("cloudformation", "should-signal")) {
      Thread.ofPlatform().daemon().name("signal").start(() -> signal(facts));
    }
  }

  private static Ec2Metadata metadata(Patience patience) {
    return new Ec2Metadata(MetadataClient.begin(Ec2Metadata.BASE, patience, Waiting.real()));
  }

  private void signal(Facts facts) {
    SettingsTree tree = settings.effective();
    String region = text(tree, "aws", "region").or(facts::region).orElse("");
    CloudFormationSignal signal =
        new CloudFormationSignal(
            text(tree, "cloudformation", "stack-name").orElse(""),
            text(tree, "cloudformation", "logical-resource-id").orElse(""),
            facts.instanceId().orElse(""));
    try {
      URI endpoint = CloudFormationSignal.endpoint(region);
      MetadataClient client =
          MetadataClient.begin(
              endpoint,
              Patience.ofApi(),
              Waiting.real(),
              WayOut.read(tree, place.root()).to(endpoint));
      signal.send(
          CloudFormationSignal.Status.SUCCESS,
          client,
          AwsCredentials.ofRole(metadata(Patience.ofApi())),
          region,
          Clock.systemUTC());
      journal.info("told stack " + signal.stack() + " that the node has booted");
    } catch (CloudException | MetadataException | IOException e) {
      journal.warning(String.valueOf(e.getMessage()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<MetricsReport> report() {
    SettingsTree tree = settings.effective();
    Optional<String> url = text(tree, "metrics", "metrics-url");
    if (url.isEmpty() || !isTrue("metrics", "send-metrics")) {
      return Optional.empty();
    }
    URI address = URI.create(url.get());
    try {
      return Optional.of(
          new MetricsReport(WayOut.read(tree, place.root()).to(address), address, reported(tree)));
    } catch (IOException e) {
      journal.warning("could not send a report: " + e.getMessage());
      return Optional.empty();
    }
  }

  private ReportedNode reported(SettingsTree tree) {
    long seed =
        tree.get(Key.of("updates", "seed")).orElse(new Json.Null())
                instanceof Json.Numeral(String n)
            ? Long.parseLong(n)
            : 0;
    return new ReportedNode(
        os.versionId(),
        os.variantId(),
        os.json().text("arch").orElse(""),
        text(tree, "aws", "region"),
        seed,
        text(tree, "updates", "version-lock").orElse("latest"),
        isTrue("updates", "ignore-waves"));
  }

  private List<UnwellUnit> unwell() {
    List<String> units = new ArrayList<>();
    if (settings.effective().get(Key.of("metrics", "service-checks")).orElse(new Json.Null())
        instanceof Json.Array(List<Json> names)) {
      for (Json name : names) {
        if (name instanceof Json.Text(String unit)) {
          units.add(unit);
        }
      }
    }
    return new ServiceChecks(place.systemctl(), processes).unwell(units);
  }

  private boolean isTrue(String group, String name) {
    return settings.effective().get(Key.of(group, name)).equals(Optional.of(Json.of(true)));
  }

  private static Optional<String> text(SettingsTree tree, String group, String name) {
    return tree.get(Key.of(group, name)).orElse(new Json.Null()) instanceof Json.Text(String text)
        ? Optional.of(text)
        : Optional.empty();
  }
}
