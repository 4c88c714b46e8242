package dev.carafe.cli.bench;

/// What is measured of a node and its pods, and the bar that we hold ourselves to.
///
/// Times are by the node's own clocks: what began and what ended is told by the same one.
public enum PodsMeasure implements BarredMeasure {
  FIRST_POD("agent ready to first pod's process, median", "ms"),
  FIRST_POD_SLOWEST("agent ready to first pod's process, slowest", "ms", Bar.Side.AT_MOST, 1500),
  READY("pods that are ready", "", Bar.Side.AT_LEAST, ManyPods.COUNT),
  ALL_READY("agent ready until all pods are", "s"),
  AGENT_MEMORY("agent's memory (PSS) with them", "MiB", Bar.Side.AT_MOST, 72),
  MEMORY_AVAILABLE("machine's memory still available", "MiB"),
  RESTART("container's death to decision, median", "ms"),
  RESTART_SLOWEST("container's death to decision, slowest", "ms", Bar.Side.AT_MOST, 1000);

  private final String label;
  private final String unit;
  private final Bar.Side side;
  private final double bar;

  PodsMeasure(String label, String unit) {
    this(label, unit, Bar.Side.NONE, 0);
  }

  PodsMeasure(String label, String unit, Bar.Side side, double bar) {
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
