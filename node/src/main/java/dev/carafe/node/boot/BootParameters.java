package dev.carafe.node.boot;

import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What `settings.boot` adds to the kernel's command line.
///
/// Source: [The kernel's command-line
/// parameters](https://docs.kernel.org/admin-guide/kernel-parameters.html); for quotes also
/// [kernel-command-line(7)](https://www.freedesktop.org/software/systemd/man/latest/kernel-command-line.html),
/// which knows single ones too.
///
/// @param kernel the kernel's parameters, each as it stands there, by their names and in the order
///   of their values
/// @param init those of init
/// @param rebootToReconcile whether the node is to reboot where it was started with others
record BootParameters(List<String> kernel, List<String> init, boolean rebootToReconcile) {
  static final Key SETTINGS = Key.of("boot");
  static final Key KERNEL = SETTINGS.child("kernel-parameters");
  static final Key INIT = SETTINGS.child("init-parameters");
  private static final Key RECONCILE = SETTINGS.child("reboot-to-reconcile");

  BootParameters {
    kernel = List.copyOf(kernel);
    init = List.copyOf(init);
  }

  static BootParameters read(SettingsTree settings) {
    return new BootParameters(
        words(settings, KERNEL),
        words(settings, INIT),
        settings.get(RECONCILE).equals(Optional.of(Json.of(true))));
  }

  private static List<String> words(SettingsTree settings, Key group) {
    List<String> words = new ArrayList<>();
    if (settings.get(group).orElse(new Json.Null()) instanceof Json.Struct parameters) {
      for (Map.Entry<String, Json> parameter : new TreeMap<>(parameters.members()).entrySet()) {
        if (parameter.getValue() instanceof Json.Array(List<Json> values)) {
          addWords(parameter.getKey(), values, words);
        }
      }
    }
    return words;
  }

  private static void addWords(String name, List<Json> values, List<String> words) {
    if (values.isEmpty()) {
      words.add(name);
    }
    for (Json value : values) {
      if (value instanceof Json.Text(String text)) {
        words.add(text.isEmpty() ? name : name + "=" + quoted(text));
      }
    }
  }

  /// Of both kinds of quotes, values hold single ones only.
  private static String quoted(String value) {
    return value.indexOf(' ') >= 0 || value.indexOf('\'') >= 0 ? '"' + value + '"' : value;
  }

  /// The parameters as they stand in the command line; empty where none are set.
  String text() {
    StringBuilder text = new StringBuilder(String.join(" ", kernel));
    if (!init.isEmpty()) {
      text.append(kernel.isEmpty() ? "-- " : " -- ").append(String.join(" ", init));
    }
    return text.toString();
  }
}
