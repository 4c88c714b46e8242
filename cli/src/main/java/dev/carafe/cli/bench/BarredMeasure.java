package dev.carafe.cli.bench;

/// What is measured, and the bar that we hold ourselves to; a constant of an enum.
public interface BarredMeasure {

  /// For scripts, in capitals.
  String name();

  /// For a person.
  String label();

  /// Of figures and bar; empty for a number of things.
  String unit();

  Bar bar();
}
