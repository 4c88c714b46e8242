package dev.carafe.node.ephemeral;

import dev.carafe.node.NodeException;

/// A disk or a folder was named that cannot be used for what is fleeting.
public final class BadDiskException extends NodeException {
  private static final long serialVersionUID = 1L;

  BadDiskException(String what, String instead) {
    super(what + "; " + instead);
  }
}
