import org.jspecify.annotations.NullMarked;

/// The agent: the one program of ours on a node.
@NullMarked
module dev.carafe.node {
  requires jdk.jfr;
  requires static org.jspecify;
  requires transitive dev.carafe.settings;
  requires transitive dev.carafe.trust;

  exports dev.carafe.node;
}
