package dev.carafe.cli.bench;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// What an update costs by each way, and how long a node is busy with it by ours.
public record UpdateMeasure(Map<UpdateMethod, UpdateCost> costs, ApplyCost application) {
  public UpdateMeasure {
    costs = new EnumMap<>(costs);
  }

  /// What a way fetches, of all that there is to fetch: in percent.
  public double share(UpdateCost cost) {
    long whole =
        Optional.ofNullable(costs.get(UpdateMethod.WHOLE)).map(UpdateCost::bytes).orElse(0L);
    return 100.0 * cost.bytes() / whole;
  }
}
