package dev.carafe.image.uki;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a revocation can name: a line for each component and its generation.
///
/// Only shim looks at it; firmware by itself revokes digests and certificates.
///
/// Source: [SBAT](https://github.com/rhboot/shim/blob/main/SBAT.md).
public final class Sbat {
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

  /// Of both lines below. It is one more from the first release on in which a hole is closed that
  /// earlier ones must not be started with any more.
  private static final int GENERATION = 1;

  private Sbat() {}

  /// What a kernel image of ours adds, beside what `ukify` would.
  ///
  /// @param version of the system
  public static String ofKernel(String version) {
    return OF_IMAGE + line("carafe", version);
  }

  /// What our build of systemd's boot loader adds.
  ///
  /// @param version of the system that it comes with
  public static String ofBootLoader(String version) {
    return FIRST + "\n" + line("systemd-boot.carafe", version);
  }

  private static String line(String component, String version) {
    return "%s,%d,Carafe,carafe,%s,https://carafe.dev/\n".formatted(component, GENERATION, version);
  }

  /// The lines of all texts, with one first line before them.
  static String merge(List<String> texts) {
    return Stream.concat(Stream.of(FIRST), texts.stream().flatMap(Sbat::components))
        .collect(Collectors.joining("\n", "", "\n\0"));
  }

  private static Stream<String> components(String text) {
    return text.startsWith("sbat,") ? text.lines().skip(1) : Stream.empty();
  }
}
