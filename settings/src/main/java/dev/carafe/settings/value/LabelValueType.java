package dev.carafe.settings.value;

import java.util.Optional;

/// The value of a Kubernetes label: empty, or up to 63 characters that begin and end with a letter
/// or a digit.
///
/// Source: [Labels and
/// Selectors](https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/).
public record LabelValueType() implements TextType {

  @Override
  public String name() {
    return "label-value";
  }

  @Override
  public String noun() {
    return "a label's value";
  }

  @Override
  public String example() {
    return "\"production\"";
  }

  @Override
  public Optional<String> fault(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return Characters.outsideLength(text, 63)
        .or(() -> Characters.firstOther(text, Characters.ALPHANUMERIC + "-_."))
        .or(() -> Characters.otherEnds(text, Characters.ALPHANUMERIC));
  }
}
