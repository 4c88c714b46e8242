package dev.carafe.trust.tuf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Targets, and who else may speak for some.
///
/// Source: TUF 1.0.34, section 4.5 "File formats: targets.json and delegated target roles".
record Targets(Head head, Map<String, Target> targets, List<Delegation> delegations) {

  Targets {
    targets = Map.copyOf(targets);
    delegations = List.copyOf(delegations);
  }

  static Targets read(String role, Envelope envelope) {
    Member signed = envelope.content(RoleName.file(role));
    Map<String, Target> targets = new LinkedHashMap<>();
    signed
        .member("targets")
        .members()
        .forEach((path, target) -> targets.put(path, Target.read(path, target)));
    return new Targets(
        Head.read(signed, RoleName.TARGETS),
        targets,
        signed.find("delegations").map(Delegation::all).orElse(List.of()));
  }
}
