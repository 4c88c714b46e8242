package dev.carafe.settings.value;

import java.util.List;
import java.util.Optional;

/// A size of huge pages: a power of two with a binary unit, `Ki` to `Ti`.
///
/// Source: [hugetlbpage](https://docs.kernel.org/admin-guide/mm/hugetlbpage.html).
public record HugePageSizeType() implements TextType {

  @Override
  public String name() {
    return "huge-page-size";
  }

  @Override
  public String noun() {
    return "a size of huge pages";
  }

  @Override
  public String example() {
    return "\"2Mi\"";
  }

  @Override
  public Optional<String> fault(String text) {
    String number = text.length() < 3 ? "" : text.substring(0, text.length() - 2);
    String unit = text.substring(number.length());
    if (!List.of("Ki", "Mi", "Gi", "Ti").contains(unit)) {
      return Optional.of("its unit is none of Ki, Mi, Gi, Ti");
    }
    if (!IpAddressType.isDecimal(number, 65_536)
        || Integer.bitCount(Integer.parseInt(number)) != 1) {
      return Optional.of("it is no power of two");
    }
    return Optional.empty();
  }
}
