package dev.carafe.node.pods;

import java.time.Duration;
import java.util.List;

/// How a question is put to a container, again and again.
///
/// @param initialDelay after the container was first seen to run
/// @param failures how many in a row make it failed
/// @param successes how many in a row make it passed
public record Probe(
    Question question,
    Duration initialDelay,
    Duration period,
    Duration timeout,
    int failures,
    int successes) {

  public sealed interface Question {}

  /// A request that must be answered with a status from 200 to 399.
  public record HttpGet(String path, int port) implements Question {}

  /// A connection that must be taken.
  public record TcpSocket(int port) implements Question {}

  /// A program in the container that must end with 0.
  public record Exec(List<String> command) implements Question {
    public Exec {
      command = List.copyOf(command);
    }
  }
}
