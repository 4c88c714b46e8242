package dev.carafe.node.metadata;

import dev.carafe.node.NodeException;
import java.net.URI;

/// A metadata service does not give what it is asked for.
public final class MetadataException extends NodeException {
  private static final long serialVersionUID = 1L;

  private final String instead;

  /// @param instead what to do about it, as in [dev.carafe.settings.Problem]
  public MetadataException(String verb, URI address, String why, String instead) {
    super("could not " + verb + " " + address + ": " + why);
    this.instead = instead;
  }

  public String instead() {
    return instead;
  }
}
