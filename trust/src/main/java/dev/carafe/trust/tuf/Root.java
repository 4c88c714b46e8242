package dev.carafe.trust.tuf;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Who signs what in a repository.
///
/// Source: TUF 1.0.34, section 4.3 "File formats: root.json".
///
/// @param consistent whether files have their versions and digests in their names
/// @param signers of the four roles
record Root(Head head, boolean consistent, Map<String, Signers> signers) {
  Root {
    signers = Map.copyOf(signers);
  }

  static Root read(Envelope envelope) {
    Member signed = envelope.content(RoleName.file(RoleName.ROOT));
    Map<String, Key> keys = keys(signed.member("keys"));
    Map<String, Signers> signers = new HashMap<>();
    for (String role : RoleName.ALL) {
      signers.put(role, signers(signed.member("roles").member(role), keys));
    }
    boolean consistent = signed.find("consistent_snapshot").map(Member::bool).orElse(false);
    return new Root(Head.read(signed, RoleName.ROOT), consistent, signers);
  }

  static Map<String, Key> keys(Member members) {
    Map<String, Key> keys = new LinkedHashMap<>();
    members.members().forEach((id, key) -> keys.put(id, Key.read(id, key.struct())));
    return keys;
  }

  /// @param role with `keyids` and `threshold`
  static Signers signers(Member role, Map<String, Key> keys) {
    Map<String, Key> own = new LinkedHashMap<>();
    Set<String> named = new HashSet<>();
    for (String id : role.member("keyids").texts()) {
      if (!named.add(id)) {
        throw role.member("keyids").wrong("each key once, not " + id + " again");
      }
      if (keys.containsKey(id)) {
        own.put(id, keys.get(id));
      }
    }
    return new Signers(own, Math.toIntExact(role.member("threshold").number(1)));
  }

  Signers of(String role) {
    return Objects.requireNonNull(signers.get(role));
  }

  /// Whether a role is signed by the same as before.
  boolean agreesOn(String role, Root before) {
    return of(role).equals(before.of(role));
  }
}
