package dev.carafe.node.health;

import dev.carafe.node.boot.Boot;
import dev.carafe.node.status.FailedGate;
import java.util.List;

/// What follows for a boot from its gates.
sealed interface Decision {

  /// Nothing yet.
  record Wait() implements Decision {}

  /// It is a good one.
  record Bless() implements Decision {}

  /// It is a bad one, and another entry may be a better one.
  record GiveUp(List<FailedGate> gates) implements Decision {
    public GiveUp {
      gates = List.copyOf(gates);
    }
  }

  /// It is a bad one, and stays: its entry was good once, or there is no better one.
  record Stay(List<FailedGate> gates) implements Decision {
    public Stay {
      gates = List.copyOf(gates);
    }
  }

  static Decision of(Gates gates, Boot boot) {
    List<FailedGate> failed = gates.failed();
    if (failed.isEmpty()) {
      return gates.havePassed() ? new Bless() : new Wait();
    }
    return boot.onTrial() && boot.hasAlternative() ? new GiveUp(failed) : new Stay(failed);
  }
}
