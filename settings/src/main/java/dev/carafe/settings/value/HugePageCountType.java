package dev.carafe.settings.value;

import java.util.Optional;

/// How many huge pages: one number, or for each NUMA node one, `NODE:PAGES,NODE:PAGES`.
///
/// Source: [hugetlbpage](https://docs.kernel.org/admin-guide/mm/hugetlbpage.html).
public record HugePageCountType() implements TextType {

  @Override
  public String name() {
    return "huge-page-count";
  }

  @Override
  public String noun() {
    return "a number of huge pages";
  }

  @Override
  public String example() {
    return "\"0:512,1:512\"";
  }

  @Override
  public Optional<String> fault(String text) {
    if (isNumber(text)) {
      return Optional.empty();
    }
    for (String pair : text.split(",", -1)) {
      String[] parts = pair.split(":", -1);
      if (parts.length != 2 || !isNumber(parts[0]) || !isNumber(parts[1])) {
        return Optional.of("'" + pair + "' is no NODE:PAGES");
      }
    }
    return Optional.empty();
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= 10
        && Characters.firstOther(text, Characters.DIGITS).isEmpty();
  }
}
