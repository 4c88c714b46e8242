package dev.carafe.node.disks;

import dev.carafe.node.NodeException;

/// A disk or a folder was named that cannot be used for what it was named for.
public final class BadDiskException extends NodeException {
  private static final long serialVersionUID = 1L;

  private final String what;
  private final String instead;

  public BadDiskException(String what, String instead) {
    super(what + "; " + instead);
    this.what = what;
    this.instead = instead;
  }

  /// What is wrong with it.
  public String what() {
    return what;
  }

  /// What to do about it.
  public String instead() {
    return instead;
  }
}
