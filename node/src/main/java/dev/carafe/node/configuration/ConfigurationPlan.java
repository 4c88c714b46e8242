package dev.carafe.node.configuration;

import dev.carafe.settings.Problem;
import java.util.List;

/// What settings make of a node: every service concerned, with its files rendered.
///
/// @param problems templates that could not be rendered; their files stay as they are
public record ConfigurationPlan(List<PlannedService> services, List<Problem> problems) {

  public ConfigurationPlan {
    services = List.copyOf(services);
    problems = List.copyOf(problems);
  }
}
