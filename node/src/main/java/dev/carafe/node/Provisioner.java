package dev.carafe.node;

import dev.carafe.node.host.Journal;
import dev.carafe.node.network.NetConfig;
import dev.carafe.node.network.NetworkSetup;
import dev.carafe.node.provisioning.Facts;
import dev.carafe.node.provisioning.Findings;
import dev.carafe.node.provisioning.Generators;
import dev.carafe.node.provisioning.Origin;
import dev.carafe.node.provisioning.Provision;
import dev.carafe.node.provisioning.Provisioning;
import dev.carafe.settings.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/// Finds what the node was given and makes it its settings and its network.
///
/// What a cloud gives comes by the network. A node that has no settings yet waits for it before it
/// starts any pod; another one goes on with those it has.
final class Provisioner {
  private final Place place;
  private final Provisioning provisioning;
  private final Configuration configuration;
  private final NetworkSetup network;
  private final Journal journal;

  Provisioner(
      Place place,
      Provisioning provisioning,
      Configuration configuration,
      NetworkSetup network,
      Journal journal) {
    this.place = place;
    this.provisioning = provisioning;
    this.configuration = configuration;
    this.network = network;
    this.journal = journal;
  }

  /// What the node knows of itself now.
  ///
  /// @param first whether it had no settings before
  record Provisioned(Facts facts, boolean first) {}

  /// Takes what is on the machine, and lets it take effect; then what its cloud has.
  Provisioned run() throws InterruptedException {
    boolean first = configuration.isNew();
    Findings local = provisioning.local();
    if (!provisioning.hasCloud()) {
      return new Provisioned(take(local), first);
    }
    prepare(local);
    if (first) {
      return new Provisioned(take(local.and(provisioning.cloud())), true);
    }
    Thread.ofPlatform().daemon().name("cloud").start(() -> takeLater(local));
    return new Provisioned(local.provision().facts(), false);
  }

  /// Without its cloud, the node keeps the settings that it has, and says why.
  private void takeLater(Findings local) {
    try {
      Findings cloud = provisioning.cloud();
      if (cloud.found().isEmpty()) {
        configuration.provision(List.of(), local.and(cloud).provision().problems());
      } else {
        take(local.and(cloud));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Lets take effect what the node has, without user data that is not whole yet.
  private void prepare(Findings local) {
    useNetwork(local.provision(), new ArrayList<>());
    configuration.generate(generators(local.provision()));
    configuration.applyAll();
  }

  private Facts take(Findings findings) {
    Provision provision = findings.provision();
    List<Problem> problems = new ArrayList<>(provision.problems());
    journal.info(
        "provisioned by "
            + findings.found().stream().map(Origin::label).collect(Collectors.joining(", ")));
    useNetwork(provision, problems);
    configuration.generate(generators(provision));
    configuration.provision(provision.settings(), problems);
    configuration.applyAll();
    return provision.facts();
  }

  private Generators generators(Provision provision) {
    return new Generators(place.root(), provision.facts(), new SplittableRandom());
  }

  /// The document that was given, or else what the kernel's command line says.
  private void useNetwork(Provision provision, List<Problem> problems) {
    Optional<NetConfig> wanted =
        provision
            .network()
            .map(document -> NetConfig.read(document.source(), document.text(), problems))
            .or(() -> NetConfig.readCommandLine("/proc/cmdline", commandLine(), problems));
    wanted.ifPresent(network::use);
  }

  private String commandLine() {
    Path file = place.root().resolve("proc/cmdline");
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + file + ": " + e.getMessage(), e);
    }
  }
}
