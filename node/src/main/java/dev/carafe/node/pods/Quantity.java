package dev.carafe.node.pods;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/// A Kubernetes quantity as a number.
///
/// Source:
/// [Quantity](https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/).
public final class Quantity {
  private static final Map<String, BigDecimal> UNITS =
      Map.ofEntries(
          unit("", 1, 0),
          Map.entry("m", new BigDecimal("0.001")),
          unit("k", 1000, 1),
          unit("M", 1000, 2),
          unit("G", 1000, 3),
          unit("T", 1000, 4),
          unit("P", 1000, 5),
          unit("E", 1000, 6),
          unit("Ki", 1024, 1),
          unit("Mi", 1024, 2),
          unit("Gi", 1024, 3),
          unit("Ti", 1024, 4),
          unit("Pi", 1024, 5),
          unit("Ei", 1024, 6));

  private Quantity() {}

  private static Map.Entry<String, BigDecimal> unit(String suffix, int base, int power) {
    return Map.entry(suffix, BigDecimal.valueOf(base).pow(power));
  }

  /// A quantity that was found valid, and is no percentage.
  public static BigDecimal number(String text) {
    int end = 0;
    while (end < text.length() && "0123456789.".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    BigDecimal unit = UNITS.getOrDefault(text.substring(end), BigDecimal.ZERO);
    return new BigDecimal(text.substring(0, end)).multiply(unit);
  }

  /// The same in parts of `1 / parts`; rounded up.
  static long in(int parts, String text) {
    return number(text)
        .multiply(BigDecimal.valueOf(parts))
        .setScale(0, RoundingMode.CEILING)
        .min(BigDecimal.valueOf(Long.MAX_VALUE))
        .longValueExact();
  }

  /// Whether it is a part of something.
  public static boolean isPercentage(String text) {
    return text.endsWith("%");
  }
}
