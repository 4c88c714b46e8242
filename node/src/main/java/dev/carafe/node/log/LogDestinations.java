package dev.carafe.node.log;

import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The destinations in settings that were found valid: `settings.log.destinations.NAME`.
///
/// @param complete those that can be sent to
/// @param lacking what the others lack, and what to set
public record LogDestinations(List<LogDestination> complete, List<String> lacking) {
  private static final Key DESTINATIONS = Key.of("log", "destinations");

  public LogDestinations {
    complete = List.copyOf(complete);
    lacking = List.copyOf(lacking);
  }

  public static LogDestinations read(SettingsTree settings) {
    List<LogDestination> complete = new ArrayList<>();
    List<String> lacking = new ArrayList<>();
    if (settings.get(DESTINATIONS).orElse(new Json.Null()) instanceof Json.Struct named) {
      for (Map.Entry<String, Json> entry : named.members().entrySet()) {
        if (entry.getValue() instanceof Json.Struct destination) {
          read(entry.getKey(), destination, lacking).ifPresent(complete::add);
        }
      }
    }
    return new LogDestinations(complete, lacking);
  }

  private static Optional<LogDestination> read(
      String name, Json.Struct destination, List<String> lacking) {
    Optional<String> host = destination.text("host");
    int port = port(destination);
    String path = DESTINATIONS.child(name).toString();
    if (host.isEmpty()) {
      lacking.add(path + " has no host; set " + path + ".host");
    }
    if (port == 0) {
      lacking.add(path + " has no port; set " + path + ".port");
    }
    return host.isEmpty() || port == 0
        ? Optional.empty()
        : Optional.of(
            new LogDestination(
                name, format(destination), host.get(), port, tls(destination), units(destination)));
  }

  private static int port(Json.Struct destination) {
    return destination.member("port").orElse(new Json.Null()) instanceof Json.Numeral(String number)
        ? Integer.parseInt(number)
        : 0;
  }

  private static LogDestination.Format format(Json.Struct destination) {
    return destination
            .text("format")
            .filter(LogDestination.Format.SYSLOG.toString()::equals)
            .isPresent()
        ? LogDestination.Format.SYSLOG
        : LogDestination.Format.JSON_LINES;
  }

  /// Who says nothing does not mean that everybody on the way may read.
  private static boolean tls(Json.Struct destination) {
    return !destination.member("tls").orElse(new Json.Null()).equals(new Json.Bool(false));
  }

  private static List<String> units(Json.Struct destination) {
    List<String> units = new ArrayList<>();
    if (destination.member("units").orElse(new Json.Null()) instanceof Json.Array array) {
      for (Json element : array.elements()) {
        if (element instanceof Json.Text(String unit)) {
          units.add(unit);
        }
      }
    }
    return units;
  }
}
