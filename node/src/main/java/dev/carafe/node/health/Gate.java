package dev.carafe.node.health;

import dev.carafe.settings.Key;
import java.time.Duration;
import java.util.List;

/// Something that a boot has to prove.
///
/// @param deadline how long it may take until it passes
/// @param settle how long it must go on passing
/// @param interval how often it is looked at
record Gate(String name, Check check, Duration deadline, Duration settle, Duration interval) {
  static final Key SETTINGS = Key.of("health", "gates");
  static final Duration USUAL_DEADLINE = Duration.ofMinutes(10);
  static final Duration USUAL_SETTLE = Duration.ofSeconds(30);
  static final Duration USUAL_INTERVAL = Duration.ofSeconds(5);

  /// What every boot has to prove, whatever is set.
  static List<Gate> builtIn() {
    return List.of(
        usual("agent", new Check.AgentReady()),
        usual("runtime", new Check.RuntimeAnswers()),
        usual("units", new Check.UnitsWell()));
  }

  private static Gate usual(String name, Check check) {
    return new Gate(name, check, USUAL_DEADLINE, USUAL_SETTLE, USUAL_INTERVAL);
  }
}
