package dev.carafe.cli.bench;

/// What is measured of the agent on this machine, and the bar that we hold ourselves to.
public enum NodeMeasure {
  READ("GET /settings, median", "ms", 1),
  READ_99("GET /settings, 99 of 100", "ms", 0),
  CHANGE("change of one setting, in force: median", "ms", 50),
  CHANGE_99("change of one setting, in force: 99 of 100", "ms", 0),
  START("start to ready, nothing new", "ms", 0),
  START_PROCESSOR("of it, on a processor", "ms", 0),
  USER_DATA("start to user data applied to every service", "ms", 1000),
  USER_DATA_PROCESSOR("of it, on a processor", "ms", 0),
  MEMORY("memory (PSS) after 10,000 requests", "MiB", 64);

  private final String label;
  private final String unit;
  private final double bar;

  NodeMeasure(String label, String unit, double bar) {
    this.label = label;
    this.unit = unit;
    this.bar = bar;
  }

  public String label() {
    return label;
  }

  public String unit() {
    return unit;
  }

  /// What is allowed at most; 0 where nothing is said.
  public double bar() {
    return bar;
  }

  /// Whether a figure is not above the bar.
  public boolean allows(double figure) {
    return bar == 0 || figure <= bar;
  }
}
