package dev.carafe.node.network;

import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.Suggestion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads the kernel parameter that names one interface:
/// `netdog.default-interface=eth0:dhcp4,dhcp6?`. A protocol with a question mark is optional.
///
/// Source:
/// [netdog](https://github.com/bottlerocket-os/bottlerocket-core-kit/tree/develop/sources/netdog).
final class DefaultInterface {
  private static final String PARAMETER = "netdog.default-interface=";
  private static final String EXAMPLE = "write " + PARAMETER + "eth0:dhcp4,dhcp6?";

  private final String source;
  private final List<Problem> problems;

  DefaultInterface(String source, List<Problem> problems) {
    this.source = source;
    this.problems = problems;
  }

  /// The interface; empty where the parameter is not there, or wrong in any part.
  Optional<NetConfig> read(String commandLine) {
    int start = find(commandLine, 0);
    if (start < 0) {
      return Optional.empty();
    }
    int end = end(commandLine, start);
    int second = find(commandLine, end);
    if (second >= 0) {
      problem(second, "a second " + PARAMETER, "write one, and net.toml for more interfaces");
      return Optional.empty();
    }
    int before = problems.size();
    int value = start + PARAMETER.length();
    Optional<NetConfig> config = value(commandLine.substring(value, end), value);
    return problems.size() == before ? config : Optional.empty();
  }

  /// Where the parameter begins, as a word of its own.
  private static int find(String commandLine, int from) {
    int found = commandLine.indexOf(PARAMETER, from);
    while (found > 0 && !Character.isWhitespace(commandLine.charAt(found - 1))) {
      found = commandLine.indexOf(PARAMETER, found + 1);
    }
    return found;
  }

  private static int end(String commandLine, int start) {
    int end = start;
    while (end < commandLine.length() && !Character.isWhitespace(commandLine.charAt(end))) {
      end++;
    }
    return end;
  }

  private Optional<NetConfig> value(String value, int offset) {
    int colon = value.indexOf(':');
    if (colon < 0) {
      problem(offset, "'" + value + "' has no ':'", EXAMPLE);
      return Optional.empty();
    }
    String name = value.substring(0, colon);
    Optional<String> fault = InterfaceName.fault(name);
    fault.ifPresent(
        why -> problem(offset, "'" + name + "' is no interface's name, " + why, EXAMPLE));
    IpConfig ip = options(value, colon + 1, offset);
    if (fault.isPresent()) {
      return Optional.empty();
    }
    DeviceId id = new InterfaceName(name);
    return Optional.of(new NetConfig(List.of(new Card(id, ip)), Optional.of(id)));
  }

  private IpConfig options(String value, int start, int offset) {
    Map<String, Dhcp> found = new HashMap<>();
    int at = start;
    for (String option : value.substring(start).split(",", -1)) {
      boolean isOptional = option.endsWith("?");
      String protocol = isOptional ? option.substring(0, option.length() - 1) : option;
      if (!protocol.equals("dhcp4") && !protocol.equals("dhcp6")) {
        String instead = Suggestion.instead(protocol, List.of("dhcp4", "dhcp6"));
        problem(offset + at, "unknown option '" + option + "'", instead);
      } else if (found.put(protocol, new Dhcp(true, isOptional, OptionalLong.empty())) != null) {
        problem(offset + at, "a second '" + protocol + "'", "write it once");
      }
      at += option.length() + 1;
    }
    return IpConfig.ofDhcp(
        Optional.ofNullable(found.get("dhcp4")), Optional.ofNullable(found.get("dhcp6")));
  }

  private void problem(int offset, String found, String instead) {
    problems.add(new Problem(new Position(source, 1, offset + 1), found, instead));
  }
}
