package dev.carafe.cli.node;

import dev.carafe.trust.audit.Finding;
import java.util.List;
import java.util.stream.Collectors;

/// An audit log is not as the node wrote it.
public final class DamagedLogException extends NodeException {
  private static final long serialVersionUID = 1L;

  DamagedLogException(List<Finding> findings) {
    super(
        "could not trust the audit log:\n"
            + findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
  }
}
