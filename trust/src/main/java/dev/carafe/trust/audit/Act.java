package dev.carafe.trust.audit;

import java.util.Optional;

/// Something that somebody did, or was refused.
///
/// @param caller who: the common name of a certificate, or `local`
/// @param role as what: `admin`
/// @param from where from: an address, or `local`
/// @param action what was done, in a few words: `PATCH`, `reboot`
/// @param target to what: a path, a key
/// @param status the answer's HTTP status
/// @param detail what else is to be known; no secrets
public record Act(
    String caller,
    String role,
    String from,
    String action,
    String target,
    int status,
    Optional<String> detail) {
  private static final int LONGEST = 1024;

  public Act {
    caller = shortened(caller);
    role = shortened(role);
    from = shortened(from);
    action = shortened(action);
    target = shortened(target);
    detail = detail.map(Act::shortened);
  }

  /// Callers choose some of these texts; they must not fill the disk.
  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\u2026";
  }

  public Act withDetail(String text) {
    return new Act(caller, role, from, action, target, status, Optional.of(text));
  }
}
