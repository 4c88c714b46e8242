package dev.carafe.node.bootstrap;

import dev.carafe.node.NodeException;

/// A command that `apiclient` does not have, or that cannot be run at the boot.
final class BadCommandException extends NodeException {
  private static final long serialVersionUID = 1L;

  private final String instead;

  /// @param instead what to write
  BadCommandException(String why, String instead) {
    super(why);
    this.instead = instead;
  }

  String instead() {
    return instead;
  }
}
