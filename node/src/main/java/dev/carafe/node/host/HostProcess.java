package dev.carafe.node.host;

import java.time.Duration;
import java.util.List;

/// A process of the machine.
///
/// @param name the kernel's, which may be cut
/// @param state the kernel's word for what it does
/// @param memory in bytes, what of it is in memory
/// @param cpu processor time that it has used, in its own code and in the kernel
/// @param command the program and its arguments, perhaps cut; none for the kernel's own threads
public record HostProcess(
    long pid,
    long parent,
    String name,
    String state,
    long memory,
    Duration cpu,
    List<String> command) {

  public HostProcess {
    command = List.copyOf(command);
  }
}
