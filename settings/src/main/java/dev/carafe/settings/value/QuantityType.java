package dev.carafe.settings.value;

import java.util.List;
import java.util.Optional;

/// A Kubernetes quantity: a decimal number with no suffix, an SI one (`m`, `k`, `M`, `G`, `T`, `P`,
/// `E`), a binary one (`Ki` to `Ei`) or a percentage.
///
/// Source:
/// [Quantity](https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/).
public record QuantityType() implements TextType {
  private static final List<String> SUFFIXES =
      List.of("", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "%");

  @Override
  public String name() {
    return "quantity";
  }

  @Override
  public String noun() {
    return "a quantity";
  }

  @Override
  public String example() {
    return "\"512Mi\"";
  }

  @Override
  public Optional<String> fault(String text) {
    int end = 0;
    while (end < text.length() && "0123456789.".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    String number = text.substring(0, end);
    String suffix = text.substring(end);
    if (number.isEmpty() || number.equals(".") || number.indexOf('.') != number.lastIndexOf('.')) {
      return Optional.of("it does not begin with a number");
    }
    return SUFFIXES.contains(suffix)
        ? Optional.empty()
        : Optional.of("'" + suffix + "' is none of " + String.join(", ", SUFFIXES).substring(2));
  }
}
