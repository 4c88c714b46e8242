package dev.carafe.node.update;

/// There is no update for what was asked.
public final class NoUpdateException extends RefusedUpdateException {
  private static final long serialVersionUID = 1L;

  NoUpdateException(String why) {
    super("there is no update: " + why);
  }

  /// Where nothing is known of what is offered.
  ///
  /// @param policy which may be why
  static NoUpdateException beforeRefresh(UpdatePolicy policy) {
    return new NoUpdateException(
        policy
            .lacking()
            .orElse("it was not looked for any yet; POST /actions/refresh-updates does"));
  }
}
