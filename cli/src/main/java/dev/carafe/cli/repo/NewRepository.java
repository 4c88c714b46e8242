package dev.carafe.cli.repo;

import dev.carafe.cli.key.KeyReference;
import dev.carafe.cli.key.Keyring;
import dev.carafe.trust.tuf.RoleName;
import dev.carafe.trust.tuf.RootDraft;
import dev.carafe.trust.tuf.TargetsDraft;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A repository that is begun.
///
/// @param keys who signs, by roles
/// @param threshold how many of them must sign the root
record NewRepository(Path folder, Map<String, List<KeyReference>> keys, int threshold) {

  NewRepository {
    keys = new LinkedHashMap<>(keys);
  }

  /// One with these keys; where none are named, one is made in `keys` of the folder.
  static NewRepository of(
      Path folder,
      List<KeyReference> root,
      List<KeyReference> targets,
      List<KeyReference> online,
      int threshold)
      throws IOException {
    List<KeyReference> often = orMade(folder, online, "online");
    Map<String, List<KeyReference>> keys = new LinkedHashMap<>();
    keys.put(RoleName.ROOT, orMade(folder, root, RoleName.ROOT));
    keys.put(RoleName.TARGETS, orMade(folder, targets, RoleName.TARGETS));
    keys.put(RoleName.SNAPSHOT, often);
    keys.put(RoleName.TIMESTAMP, often);
    return new NewRepository(folder, keys, threshold);
  }

  private static List<KeyReference> orMade(Path folder, List<KeyReference> named, String name)
      throws IOException {
    return named.isEmpty() ? List.of(Workplace.makeKey(folder, name)) : named;
  }

  /// Drafts its first root, and targets, of which there are none.
  Workplace draft(Keyring keyring, Instant now) throws IOException {
    RootDraft root = RootDraft.first();
    keys.forEach((role, named) ->
        Seats.of(
                named.stream().map(keyring::open).toList(),
                role.equals(RoleName.ROOT) ? threshold : 1)
            .in(root, role));
    Workplace place = new Workplace(folder, RepositoryConfig.usual(keys));
    place.keep(RoleName.ROOT, root.draft(now, place.config().term(RoleName.ROOT)));
    place.keep(
        RoleName.TARGETS, TargetsDraft.first().draft(now, place.config().term(RoleName.TARGETS)));
    return place.with(place.config());
  }
}
