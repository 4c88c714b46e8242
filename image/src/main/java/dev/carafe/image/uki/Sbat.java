package dev.carafe.image.uki;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a revocation can name: a line for each component and its generation.
///
/// Source: [SBAT](https://github.com/rhboot/shim/blob/main/SBAT.md).
final class Sbat {
  private static final String FIRST =
      "sbat,1,SBAT Version,sbat,1,https://github.com/rhboot/shim/blob/main/SBAT.md";

  /// What `ukify` adds for the image as a whole.
  static final String OF_IMAGE =
      FIRST
          + "\nuki,1,UKI,uki,1,https://uapi-group.org/specifications/specs/unified_kernel_image/\n";

  /// What `ukify` adds for an addon.
  static final String OF_ADDON =
      FIRST
          + "\nuki-addon,1,UKI Addon,addon,1,https://www.freedesktop.org/software/systemd/man/latest/systemd-stub.html\n";

  private Sbat() {}

  /// The lines of all texts, with one first line before them.
  static String merge(List<String> texts) {
    return Stream.concat(Stream.of(FIRST), texts.stream().flatMap(Sbat::components))
        .collect(Collectors.joining("\n", "", "\n\0"));
  }

  private static Stream<String> components(String text) {
    return text.startsWith("sbat,") ? text.lines().skip(1) : Stream.empty();
  }
}
