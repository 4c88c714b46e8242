package dev.carafe.node.provision;

import dev.carafe.node.pods.Pod;
import dev.carafe.settings.Problem;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a user wants of a node, and what of it could not be understood.
///
/// @param mirrors registry, or `*` for all -> where its images are pulled from instead
public record UserData(
    String motd,
    Map<String, List<String>> mirrors,
    SortedMap<String, Pod> pods,
    List<Problem> problems) {

  public UserData {
    mirrors = new TreeMap<>(mirrors);
    pods = new TreeMap<>(pods);
    problems = List.copyOf(problems);
  }
}
