package dev.carafe.node.provisioning;

import java.util.ArrayList;
import java.util.List;

/// What came of several sources, in the order in which later ones override earlier ones.
public record Findings(List<Finding> all) {

  public Findings {
    List<Finding> sorted = new ArrayList<>();
    for (Origin origin : Origin.values()) {
      for (Finding finding : all) {
        if (finding.origin() == origin) {
          sorted.add(finding);
        }
      }
    }
    all = List.copyOf(sorted);
  }

  /// These and others.
  public Findings and(Findings others) {
    List<Finding> both = new ArrayList<>(all);
    both.addAll(others.all);
    return new Findings(both);
  }

  /// All in one.
  public Provision provision() {
    Provision whole = Provision.none();
    for (Finding finding : all) {
      whole = finding.reading().over(whole);
    }
    return whole;
  }

  /// Where something was found.
  public List<Origin> found() {
    List<Origin> origins = new ArrayList<>();
    for (Finding finding : all) {
      if (finding.reading() instanceof Reading.Found) {
        origins.add(finding.origin());
      }
    }
    return origins;
  }
}
