package dev.carafe.node.provisioning;

import dev.carafe.settings.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a node was given to become what it is to be.
///
/// @param settings documents of settings; where two set the same, the later holds
/// @param network the network configuration, `net.toml`
/// @param problems with what was given; the rest is there all the same
public record Provision(
    List<UserDataDocument> settings,
    Optional<UserDataDocument> network,
    Facts facts,
    List<Problem> problems) {

  public Provision {
    settings = List.copyOf(settings);
    problems = List.copyOf(problems);
  }

  /// Nothing was given.
  public static Provision none() {
    return new Provision(List.of(), Optional.empty(), Facts.none(), List.of());
  }

  /// The same with these facts.
  public Provision with(Facts other) {
    return new Provision(settings, network, other, problems);
  }

  /// The same with this network configuration.
  public Provision withNetwork(UserDataDocument document) {
    return new Provision(settings, Optional.of(document), facts, problems);
  }

  /// The same with one more problem.
  public Provision with(Problem problem) {
    return new Provision(settings, network, facts, joined(problems, List.of(problem)));
  }

  /// Both, where this one overrides the earlier.
  public Provision over(Provision earlier) {
    return new Provision(
        joined(earlier.settings, settings),
        network.isPresent() ? network : earlier.network,
        facts.over(earlier.facts),
        joined(earlier.problems, problems));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
