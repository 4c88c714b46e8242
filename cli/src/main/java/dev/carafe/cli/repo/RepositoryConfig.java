package dev.carafe.cli.repo;

import dev.carafe.cli.key.KeyReference;
import dev.carafe.trust.tuf.RoleName;
import dev.carafe.trust.tuf.Terms;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What is known of a repository's roles where it is made.
///
/// @param roles all four
record RepositoryConfig(Map<String, RoleConfig> roles) {
  RepositoryConfig {
    roles = Map.copyOf(roles);
  }

  /// One with these keys and the usual terms.
  static RepositoryConfig usual(Map<String, List<KeyReference>> keys) {
    Map<String, RoleConfig> roles = new LinkedHashMap<>();
    keys.forEach((role, named) -> roles.put(role, new RoleConfig(Terms.USUAL.of(role), named)));
    return new RepositoryConfig(roles);
  }

  private RoleConfig of(String role) {
    return Objects.requireNonNull(roles.get(role));
  }

  List<KeyReference> keys(String role) {
    return of(role).keys();
  }

  Duration term(String role) {
    return of(role).term();
  }

  Terms terms() {
    return new Terms(
        term(RoleName.ROOT),
        term(RoleName.TARGETS),
        term(RoleName.SNAPSHOT),
        term(RoleName.TIMESTAMP));
  }

  /// The same with other keys for a role.
  RepositoryConfig with(String role, List<KeyReference> keys) {
    Map<String, RoleConfig> other = new LinkedHashMap<>(roles);
    other.put(role, new RoleConfig(term(role), keys));
    return new RepositoryConfig(other);
  }
}
