package dev.carafe.cli;

/// What is measured, the bar that we hold ourselves to, and what a Debian image has that mkosi 26
/// makes for the same purpose, without an agent.
///
/// The other's figures were taken on one machine of 2 cores, emulated by QEMU 7.2 with 1024 MB:
/// medians of three boots; firmware is the time to its `/init` less that of its kernel. They
/// compare with ours only as far as the machines do.
enum Measure {
  DOWNLOAD("/usr and kernel, zstd -9", "MB", "100", "185.7"),
  IDLE("idle use: MemTotal - MemAvailable", "MiB", "160", "200"),
  AGENT_MEMORY("agent's share of it", "MiB", "64", "no agent"),
  FIRMWARE("firmware", "s", "", "5.8"),
  KERNEL("boot loader and kernel", "s", "", "5.8"),
  INITRD("initrd", "s", "", "11.6"),
  USER_LAND("user land, until the agent is ready", "s", "", "16.1 to multi-user"),
  CONTAINER("until the container serves", "s", "", "no container"),
  SERVING("power to page served", "s", "30", "39.8 to multi-user");

  private final String label;
  private final String unit;
  private final String bar;
  private final String other;

  Measure(String label, String unit, String bar, String other) {
    this.label = label;
    this.unit = unit;
    this.bar = bar;
    this.other = other;
  }

  String label() {
    return label;
  }

  String unit() {
    return unit;
  }

  /// What is allowed at most, or nothing.
  String bar() {
    return bar;
  }

  /// What mkosi's image has.
  String other() {
    return other;
  }
}
