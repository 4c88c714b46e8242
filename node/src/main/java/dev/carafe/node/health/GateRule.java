package dev.carafe.node.health;

import dev.carafe.node.pods.Fields;
import dev.carafe.node.pods.Quantity;
import dev.carafe.settings.Key;
import dev.carafe.settings.check.Rule;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A gate asks one thing, says what it needs for that, and has an end. One that breaks this is left
/// out.
public final class GateRule implements Rule {
  private static final List<String> KINDS = List.of("unit", "http", "tcp", "exec", "pod", "metric");
  private static final List<String> SCHEMES = List.of("http", "https");
  private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(24);

  @Override
  public SettingsTree check(SettingsTree settings, Complaints complaints) {
    SettingsTree agreeing = settings;
    if (settings.get(Gate.SETTINGS).orElse(new Json.Null()) instanceof Json.Struct gates) {
      for (Map.Entry<String, Json> gate : gates.members().entrySet()) {
        Key key = Gate.SETTINGS.child(gate.getKey());
        if (gate.getValue() instanceof Json.Struct table
            && !new One(key, gate.getKey(), table, complaints).isRight()) {
          agreeing = agreeing.without(key);
        }
      }
    }
    return agreeing;
  }

  /// One gate.
  private record One(Key key, String name, Json.Struct table, Complaints complaints) {

    boolean isRight() {
      return hasOwnName()
          && hasOneKind()
          && isComplete("http", "url")
          && isComplete("tcp", "port")
          && isComplete("exec", "pod")
          && isComplete("exec", "command")
          && isComplete("metric", "name")
          && speaksHttp()
          && hasBounds()
          && hasTimes();
    }

    private boolean hasOwnName() {
      boolean taken = Gate.builtIn().stream().anyMatch(gate -> gate.name().equals(name));
      return !taken
          || complain(key, "every boot has a gate '" + name + "' already", "name it otherwise");
    }

    private boolean hasOneKind() {
      List<String> there = KINDS.stream().filter(kind -> table.member(kind).isPresent()).toList();
      if (there.isEmpty()) {
        return complain(key, "it asks nothing", "set one of " + String.join(", ", KINDS));
      }
      return there.size() == 1
          || complain(
              key.child(there.get(1)),
              "it asks two things, " + there.getFirst() + " and " + there.get(1),
              "make two gates of it");
    }

    private boolean isComplete(String kind, String member) {
      return table.member(kind).isEmpty()
          || Fields.struct(table, kind).member(member).isPresent()
          || complain(key.child(kind), "'" + member + "' is missing", "add it");
    }

    private boolean speaksHttp() {
      Optional<URI> url = Fields.struct(table, "http").text("url").map(GateReader::url);
      return url.isEmpty()
          || (SCHEMES.contains(url.get().getScheme()) && url.get().getHost() != null)
          || complain(
              key.child("http").child("url"),
              "'" + url.get() + "' is no address of an HTTP server",
              "write a URL like \"http://127.0.0.1:8080/healthy\"");
    }

    private boolean hasBounds() {
      if (table.member("metric").isEmpty()) {
        return true;
      }
      Key at = key.child("metric");
      Json.Struct metric = Fields.struct(table, "metric");
      for (String bound : List.of("min", "max")) {
        if (metric.text(bound).filter(Quantity::isPercentage).isPresent()) {
          return complain(at.child(bound), "a metric is no percentage", "write a number");
        }
      }
      Optional<BigDecimal> least = GateReader.bound(metric, "min");
      Optional<BigDecimal> most = GateReader.bound(metric, "max");
      if (least.isEmpty() && most.isEmpty()) {
        return complain(at, "it has no bounds", "set min, max or both");
      }
      return least.isEmpty()
          || most.isEmpty()
          || least.get().compareTo(most.get()) <= 0
          || complain(at.child("max"), "'max' is below 'min'", "swap them");
    }

    private boolean hasTimes() {
      Duration deadline = GateReader.duration(table, "deadline", Gate.USUAL_DEADLINE);
      Duration settle = GateReader.duration(table, "settle", Gate.USUAL_SETTLE);
      Duration interval = GateReader.duration(table, "interval", Gate.USUAL_INTERVAL);
      if (interval.compareTo(SHORTEST_INTERVAL) < 0) {
        return complain(key.child("interval"), "it is shorter than a second", "write at least 1s");
      }
      if (deadline.compareTo(interval) < 0) {
        return complain(
            key.child("deadline"),
            "it is shorter than the interval, " + seconds(interval),
            "leave time for more than one look");
      }
      return isBounded("deadline", deadline) && isBounded("settle", settle);
    }

    private boolean isBounded(String time, Duration value) {
      return value.compareTo(LONGEST) <= 0
          || complain(
              key.child(time),
              "it is longer than a day: nobody would know before whether the boot is good",
              "write at most 24h");
    }

    private static String seconds(Duration duration) {
      return duration.toSeconds() + "s";
    }

    private boolean complain(Key at, String found, String instead) {
      complaints.add(at.toString(), found, instead);
      return false;
    }
  }
}
