package dev.carafe.cli.bench;

/// What is measured of the agent on this machine, and the bar that we hold ourselves to.
public enum NodeMeasure implements BarredMeasure {
  READ("GET /settings, median", "ms", Bar.Side.AT_MOST, 1),
  READ_99("GET /settings, 99 of 100", "ms"),
  CHANGE("change of one setting, in force: median", "ms", Bar.Side.AT_MOST, 50),
  CHANGE_99("change of one setting, in force: 99 of 100", "ms"),
  START("start to ready, nothing new", "ms"),
  START_PROCESSOR("of it, on a processor", "ms"),
  USER_DATA("start to user data applied to every service", "ms", Bar.Side.AT_MOST, 1000),
  USER_DATA_PROCESSOR("of it, on a processor", "ms"),
  MEMORY("memory (PSS) after 10,000 requests", "MiB", Bar.Side.AT_MOST, 64);

  private final String label;
  private final String unit;
  private final Bar.Side side;
  private final double bar;

  NodeMeasure(String label, String unit) {
    this(label, unit, Bar.Side.NONE, 0);
  }

  NodeMeasure(String label, String unit, Bar.Side side, double bar) {
    this.label = label;
    this.unit = unit;
    this.side = side;
    this.bar = bar;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public String unit() {
    return unit;
  }

  @Override
  public Bar bar() {
    return new Bar(side, bar);
  }
}
