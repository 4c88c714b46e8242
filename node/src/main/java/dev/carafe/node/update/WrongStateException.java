package dev.carafe.node.update;

/// A command makes no sense in the state in which updates are.
public final class WrongStateException extends RefusedUpdateException {
  private static final long serialVersionUID = 1L;

  WrongStateException(UpdateCommand command, UpdateState state) {
    super("could not %s: the state is %s; %s".formatted(command, state.word(), instead(state)));
  }

  private static String instead(UpdateState state) {
    return switch (state) {
      case UpdateState.Idle _ -> "refresh first, to see whether there is an update";
      case UpdateState.Available _ -> "prepare the update first";
      case UpdateState.Staged _ -> "prepare it again, or activate it";
      case UpdateState.Ready _ -> "reboot into it, or deactivate it first";
    };
  }
}
