package dev.carafe.cli.node;

/// The node does not take the certificate that was shown.
///
/// TLS says no more than that; the node's journal has the reason.
public final class TurnedAwayException extends NodeException {
  private static final long serialVersionUID = 1L;

  TurnedAwayException(NodeAddress address, String shown, Throwable cause) {
    super(
        """
        could not use %s: the node refused the certificate of %s.
        It may have ended, be revoked, or come from an authority that the node does not trust; the \
        node's journal says which.\
        """
            .formatted(address, shown),
        cause);
  }
}
