import org.jspecify.annotations.NullMarked;

/// The agent: the one program of ours on a node.
@NullMarked
@SuppressWarnings("module") // that the command line is built later
module dev.carafe.node {
  requires jdk.jfr;
  requires static org.jspecify;
  requires dev.carafe.disk;
  requires transitive dev.carafe.settings;
  requires transitive dev.carafe.trust;

  exports dev.carafe.node;
  // For the command line's own end of the local socket, and its tests.
  exports dev.carafe.node.http to
      dev.carafe.cli;
  exports dev.carafe.node.tpm to
      dev.carafe.cli;
  exports dev.carafe.node.websocket to
      dev.carafe.cli;
}
