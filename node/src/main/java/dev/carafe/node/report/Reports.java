package dev.carafe.node.report;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The reports that a node makes of itself. Nothing is looked at before somebody asks.
public final class Reports {

  private final ExaminedHost host;
  private final InstantSource clock;

  /// A report that can be asked for.
  public record Listed(String name, String description) {}

  public Reports(ExaminedHost host, InstantSource clock) {
    this.host = host;
    this.clock = clock;
  }

  public List<Listed> list() {
    return List.of(
        new Listed("cis", "CIS Bottlerocket Benchmark"),
        new Listed("hardening", "What Carafe holds itself to beyond it"));
  }

  /// Makes a report; empty where there is none of that name.
  public Optional<Report> make(String name, int level) {
    return benchmark(name).map(benchmark -> benchmark.run(host, level, clock.instant()));
  }

  private static Optional<Benchmark> benchmark(String name) {
    return switch (name) {
      case "cis" -> Optional.of(CisBottlerocket.benchmark());
      case "hardening" -> Optional.of(Hardening.benchmark());
      default -> Optional.empty();
    };
  }
}
