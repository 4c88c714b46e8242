package dev.carafe.node.health;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// The node's own metrics.
@FunctionalInterface
public interface Measures {

  /// The values of one, each with its labels; none where there is no such metric.
  List<Measure> of(String name);

  /// One value.
  record Measure(Map<String, String> labels, BigDecimal value) {
    public Measure {
      labels = Map.copyOf(labels);
    }
  }
}
