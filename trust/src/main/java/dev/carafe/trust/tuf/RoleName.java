package dev.carafe.trust.tuf;

import java.util.List;

/// The names of the four roles that every repository has.
///
/// Source: TUF 1.0.34, section 2.1 "Roles and PKI".
public final class RoleName {
  public static final String ROOT = "root";
  public static final String TIMESTAMP = "timestamp";
  public static final String SNAPSHOT = "snapshot";
  public static final String TARGETS = "targets";

  /// In the order in which a client reads them.
  public static final List<String> ALL = List.of(ROOT, TIMESTAMP, SNAPSHOT, TARGETS);

  private RoleName() {}

  static String file(String role) {
    return role + ".json";
  }
}
