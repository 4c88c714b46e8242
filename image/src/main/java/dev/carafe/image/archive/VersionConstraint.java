package dev.carafe.image.archive;

import java.util.Arrays;

/// Which versions a relation accepts: `>= 1.2`.
public record VersionConstraint(Operator operator, DebianVersion version) {

  /// Whether a version is accepted.
  public boolean accepts(DebianVersion candidate) {
    int order = candidate.compareTo(version);
    return switch (operator) {
      case EARLIER -> order < 0;
      case AT_MOST -> order <= 0;
      case EXACTLY -> order == 0;
      case AT_LEAST -> order >= 0;
      case LATER -> order > 0;
    };
  }

  @Override
  public String toString() {
    return operator.symbol + " " + version;
  }

  /// How a version is compared. Source: [Debian Policy
  /// 7.1](https://www.debian.org/doc/debian-policy/ch-relationships.html#syntax-of-relationship-fields).
  public enum Operator {
    EARLIER("<<"),
    AT_MOST("<="),
    EXACTLY("="),
    AT_LEAST(">="),
    LATER(">>");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    static Operator of(String symbol) {
      return Arrays.stream(values())
          .filter(operator -> operator.symbol.equals(symbol))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("not a comparison: '" + symbol + "'"));
    }
  }
}
