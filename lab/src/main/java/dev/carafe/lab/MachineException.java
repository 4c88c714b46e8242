package dev.carafe.lab;

/// A machine did not do what was waited for. The message ends with the last of its console.
public final class MachineException extends LabException {
  private static final long serialVersionUID = 1L;
  private static final int TAIL = 4000;

  MachineException(String why, Machine machine) {
    super("could not go on: %s%n%s%n%s".formatted(why, machine.errors(), tail(machine.console())));
  }

  private static String tail(String text) {
    return text.substring(Math.max(0, text.length() - TAIL));
  }
}
