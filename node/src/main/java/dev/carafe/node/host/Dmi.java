package dev.carafe.node.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the firmware calls the machine and its maker.
///
/// Source: [sysfs, dmi/id](https://www.kernel.org/doc/Documentation/ABI/testing/sysfs-class-dmi)
/// and the SMBIOS specification, sections 7.1 to 7.4.
///
/// @param root below which is `/sys`
public record Dmi(Path root) {
  /// What makers leave in who never gave a number: nobody's, as they are everybody's.
  private static final List<String> NOBODYS =
      List.of(
          "00000000-0000-0000-0000-000000000000",
          "ffffffff-ffff-ffff-ffff-ffffffffffff",
          "03000200-0400-0500-0006-000700080009");

  /// A field by the kernel's name for it, `sys_vendor` for example; empty where the firmware does
  /// not fill it.
  public Optional<String> field(String name) {
    try {
      String value = Files.readString(root.resolve("sys/class/dmi/id").resolve(name)).strip();
      return value.isEmpty() ? Optional.empty() : Optional.of(value);
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// Whether a field is there and has this value.
  public boolean is(String name, String value) {
    return field(name).equals(Optional.of(value));
  }

  /// The machine's own number, in lower case; empty where it shares it with others.
  public Optional<String> productUuid() {
    return field("product_uuid")
        .map(uuid -> uuid.toLowerCase(Locale.ROOT))
        .filter(uuid -> !NOBODYS.contains(uuid));
  }
}
