package dev.carafe.settings.value;

import java.util.List;
import java.util.Optional;

/// The value of a Kubernetes taint with its effect, `VALUE:EFFECT`; the value may be empty.
///
/// Source: [Taints](https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/).
public record TaintValueType() implements TextType {
  private static final List<String> EFFECTS =
      List.of("NoSchedule", "PreferNoSchedule", "NoExecute");

  @Override
  public String name() {
    return "taint-value";
  }

  @Override
  public String noun() {
    return "a taint's value and effect";
  }

  @Override
  public String example() {
    return "\"gpu:NoSchedule\"";
  }

  @Override
  public Optional<String> fault(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      return Optional.of("it has no ':' with an effect");
    }
    String effect = text.substring(colon + 1);
    if (!EFFECTS.contains(effect)) {
      return Optional.of("'" + effect + "' is none of " + String.join(", ", EFFECTS));
    }
    return new LabelValueType().fault(text.substring(0, colon));
  }
}
