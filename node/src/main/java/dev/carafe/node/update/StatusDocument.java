package dev.carafe.node.update;

import dev.carafe.settings.json.Json;
import dev.carafe.trust.release.Version;
import java.util.List;
import java.util.Optional;

/// How updates stand, as Bottlerocket's clients read it.
///
/// Source: `UpdateStatus` in Bottlerocket's
/// [thar-be-updates](https://github.com/bottlerocket-os/bottlerocket-core-kit/blob/develop/sources/api/thar-be-updates/src/status.rs).
final class StatusDocument {
  private StatusDocument() {}

  static Json.Struct of(
      UpdateState state, SystemImage running, List<Version> available, CommandResult last) {
    boolean other = state instanceof UpdateState.Ready;
    return Json.object()
        .with("update_state", state.word())
        .with(
            "available_updates",
            Json.of(available.stream().map(version -> Json.of(version.toString())).toList()))
        .with("chosen_update", orNull(state.choice().map(SystemImage::json)))
        .with("active_partition", partition(running, !other))
        .with("staging_partition", orNull(state.other().map(image -> partition(image, other))))
        .with("most_recent_command", last.json())
        .build();
  }

  private static Json.Struct partition(SystemImage image, boolean next) {
    return Json.object().with("image", image.json()).with("next_to_boot", Json.of(next)).build();
  }

  private static Json orNull(Optional<Json.Struct> object) {
    return object.<Json>map(found -> found).orElse(new Json.Null());
  }
}
