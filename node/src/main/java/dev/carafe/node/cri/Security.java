package dev.carafe.node.cri;

import java.util.List;
import java.util.OptionalLong;

/// What a container's processes may do.
///
/// @param user empty for the image's
/// @param group empty for the image's; without a meaning where there is no user
/// @param groups further ones
/// @param privileged whether they may do all that the host's own may
/// @param escalation whether a process may get more rights than its parent
/// @param readOnlyRoot whether the image's files cannot be changed
/// @param add capabilities, besides the runtime's usual ones
/// @param drop capabilities
public record Security(
    OptionalLong user,
    OptionalLong group,
    List<Long> groups,
    boolean privileged,
    boolean escalation,
    boolean readOnlyRoot,
    List<String> add,
    List<String> drop) {

  public Security {
    groups = List.copyOf(groups);
    add = List.copyOf(add);
    drop = List.copyOf(drop);
  }
}
