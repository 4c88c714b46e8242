package dev.carafe.trust.audit;

import java.util.List;

/// What a check found.
///
/// @param first the number of the first act; 0 where there is none
/// @param head where the log ends
public record AuditReport(long first, Head head, List<Finding> findings) {
  public AuditReport {
    findings = List.copyOf(findings);
  }

  public boolean isSound() {
    return findings.isEmpty();
  }
}
