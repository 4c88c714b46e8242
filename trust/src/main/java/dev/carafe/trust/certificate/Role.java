package dev.carafe.trust.certificate;

import java.util.Optional;

/// What the owner of a client's certificate may do with a node; the organization in the
/// certificate's subject says it.
public enum Role {
  /// Everything.
  ADMIN("carafe:admin"),
  /// Reading, and changing what the node does at the moment.
  OPERATOR("carafe:operator"),
  /// Reading what is no secret.
  READER("carafe:reader");

  private final String organization;

  Role(String organization) {
    this.organization = organization;
  }

  /// `carafe:admin`.
  public String organization() {
    return organization;
  }

  /// The role of an organization; empty where it is none of ours.
  public static Optional<Role> of(String organization) {
    for (Role role : values()) {
      if (role.organization.equals(organization)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
