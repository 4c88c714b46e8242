package dev.carafe.node.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.settings.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Any text is a network with problems, or a kernel's command line; the valid part of it becomes
/// files, no two of which are one.
public final class NetConfigFuzz {
  private NetConfigFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    List<Problem> problems = new ArrayList<>();
    NetConfig config = NetConfig.read("fuzz", text, problems);
    problems.forEach(problem -> assertThat(problem.position().line()).isPositive());
    assertThat(NetworkdFiles.of(config, NameServers.OWN))
        .allSatisfy((path, _) -> assertThat(path).startsWith("etc/systemd/network/"))
        .hasSizeGreaterThanOrEqualTo(config.devices().size());
    NetConfig.readCommandLine("fuzz", text, problems)
        .ifPresent(line -> assertThat(NetworkdFiles.of(line, NameServers.OWN)).isNotEmpty());
  }
}
