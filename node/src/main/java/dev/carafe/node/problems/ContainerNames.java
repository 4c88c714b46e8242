package dev.carafe.node.problems;

import java.util.Optional;

/// Knows the containers of the pods.
@FunctionalInterface
public interface ContainerNames {

  /// `POD/CONTAINER` of a container by the runtime's id; empty where there is none.
  Optional<String> find(String id);

  /// The runtime's id of the container that a control group is of, or is in; empty where it is no
  /// container's: `/k8s.io/ID`, or `…/cri-containerd-ID.scope`.
  static Optional<String> idOf(String group) {
    String[] segments = group.split("/", -1);
    for (int i = segments.length - 1; i >= 0; i--) {
      String segment = segments[i];
      String bare =
          segment.endsWith(".scope")
              ? segment.substring(
                  segment.lastIndexOf('-') + 1, segment.length() - ".scope".length())
              : segment;
      if (bare.length() == 64 && bare.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
        return Optional.of(bare);
      }
    }
    return Optional.empty();
  }
}
