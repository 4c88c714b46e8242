package dev.carafe.node.provisioning;

import dev.carafe.node.host.Dmi;
import dev.carafe.settings.json.Json;
import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Values for settings that nobody has set, by the names that schemas use.
public final class Generators {
  private final Path root;
  private final Facts facts;
  private final RandomGenerator random;

  /// @param root `/` on a node, with the data partition mounted
  public Generators(Path root, Facts facts, RandomGenerator random) {
    this.root = root;
    this.facts = facts;
    this.random = random;
  }

  /// A value; empty where this machine gives none, or nobody knows the generator.
  public Optional<Json> generate(String name) {
    return switch (name) {
      case "hostname" -> Optional.of(Json.of(new NodeName(root, new Dmi(root)).choose(facts)));
      case "cloud-region" -> facts.region().map(Json::of);
      case "seed" -> Optional.of(Json.of(new Seed(root, random).value()));
      default -> Optional.empty();
    };
  }
}
