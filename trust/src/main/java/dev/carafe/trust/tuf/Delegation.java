package dev.carafe.trust.tuf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A role that speaks for some targets of another.
///
/// @param terminating whether nobody after it is asked
record Delegation(String role, Signers signers, boolean terminating, PathRule paths) {

  /// Those that a role lets speak, in the order in which they are asked.
  static List<Delegation> all(Member delegations) {
    Map<String, Key> keys = Root.keys(delegations.member("keys"));
    List<Delegation> all = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Member role : delegations.member("roles").elements()) {
      Delegation delegation =
          new Delegation(
              role.member("name").text(),
              Root.signers(role, keys),
              role.member("terminating").bool(),
              paths(role));
      if (!names.add(delegation.role)) {
        throw role.member("name").wrong("a name that no role before has");
      }
      all.add(delegation);
    }
    return all;
  }

  private static PathRule paths(Member role) {
    var patterns = role.find("paths");
    var prefixes = role.find("path_hash_prefixes");
    if (patterns.isPresent() == prefixes.isPresent()) {
      throw role.wrong("either paths or path_hash_prefixes");
    }
    return patterns.isPresent()
        ? new PathRule.Patterns(patterns.get().texts())
        : new PathRule.Prefixes(prefixes.orElseThrow().texts());
  }
}
