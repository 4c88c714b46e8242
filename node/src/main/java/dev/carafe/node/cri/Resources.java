package dev.carafe.node.cri;

/// How much of the machine a container gets, in the units of control groups.
///
/// @param cpuShares its weight when others want the processors too; 1024 are one processor
/// @param cpuQuota how many microseconds of processor time it has in each [#CPU_PERIOD]; 0 for no
///   limit
/// @param memoryLimit in bytes; 0 for no limit
/// @param oomScoreAdjust how early its processes are ended when memory runs out, from -1000 to 1000
public record Resources(long cpuShares, long cpuQuota, long memoryLimit, int oomScoreAdjust) {
  /// In microseconds.
  public static final long CPU_PERIOD = 100_000;

  /// How many processes and threads a container can have: one that forks without end stops there,
  /// long before the node has no number left for a process.
  static final int MOST_PROCESSES = 4096;
}
