package dev.carafe.node.hostcontainers;

/// Which containers are the node's own.
public enum Kind {
  /// They run as long as settings want them to.
  HOST("host", "host-containers"),
  /// They run at the boot, to their end.
  BOOTSTRAP("bootstrap", "bootstrap-containers");

  private final String prefix;
  private final String group;

  Kind(String prefix, String group) {
    this.prefix = prefix;
    this.group = group;
  }

  /// The group of settings that declares them, and the folder of what they keep.
  public String group() {
    return group;
  }

  /// The name of a container's pod: no pod that settings declare has a dot in its name.
  public String pod(String name) {
    return prefix + "." + name;
  }
}
