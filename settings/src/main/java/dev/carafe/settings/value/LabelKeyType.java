package dev.carafe.settings.value;

import java.util.Optional;

/// The key of a Kubernetes label or taint: a name of up to 63 characters, with or without a DNS
/// domain and a slash before it.
///
/// Source: [Labels and
/// Selectors](https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/).
public record LabelKeyType() implements TextType {

  @Override
  public String name() {
    return "label-key";
  }

  @Override
  public String noun() {
    return "a label's or taint's key";
  }

  @Override
  public String example() {
    return "\"example.com/role\"";
  }

  @Override
  public Optional<String> fault(String text) {
    int slash = text.indexOf('/');
    if (slash >= 0) {
      Optional<String> prefix = new HostnameType().fault(text.substring(0, slash));
      if (prefix.isPresent()) {
        return prefix.map(why -> "of what is before '/', " + why);
      }
    }
    String name = text.substring(slash + 1);
    return name.isEmpty() ? Optional.of("its name is empty") : new LabelValueType().fault(name);
  }
}
