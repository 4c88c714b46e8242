package dev.carafe.node.provisioning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What came of several sources, in the order in which later ones override earlier ones.
public record Findings(List<Finding> all) {

  public Findings {
    List<Finding> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparing(Finding::origin));
    all = List.copyOf(sorted);
  }

  /// These and others.
  public Findings and(Findings others) {
    List<Finding> both = new ArrayList<>(all);
    both.addAll(others.all);
    return new Findings(both);
  }

  /// All in one. A source that cannot be read is a problem.
  public Provision provision() {
    Provision whole = Provision.none();
    for (Finding finding : all) {
      whole =
          switch (finding.reading()) {
            case Reading.Absent() -> whole;
            case Reading.Found(Provision found) -> found.over(whole);
            case Reading.Failed(var problem) -> whole.with(problem);
          };
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
