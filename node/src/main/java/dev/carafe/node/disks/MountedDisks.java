package dev.carafe.node.disks;

import java.util.HashSet;
import java.util.Set;

/// Which data disks are mounted, by their names. Safe for all threads.
public final class MountedDisks {
  private final Set<String> names = new HashSet<>();

  public synchronized boolean has(String name) {
    return names.contains(name);
  }

  public synchronized void set(String name, boolean mounted) {
    if (mounted) {
      names.add(name);
    } else {
      names.remove(name);
    }
  }
}
