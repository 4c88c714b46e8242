package dev.carafe.node.disks;

/// What is on a disk, by its signatures.
///
/// Source: [wipefs(8)](https://man7.org/linux/man-pages/man8/wipefs.8.html).
public sealed interface Contents {

  /// Nothing that anybody would know.
  record Blank() implements Contents {}

  /// Something that is known.
  ///
  /// @param kind of the first signature, as `xfs`, `gpt`, `linux_raid_member`
  /// @param label of the only one; empty where that has none, or there are several
  record Signed(String kind, String label) implements Contents {}

  /// Reads a table without heading, of types and labels.
  static Contents parse(String table) {
    String signatures = table.strip();
    if (signatures.isEmpty()) {
      return new Blank();
    }
    String[] first = signatures.lines().findFirst().orElse("").strip().split("\\s+", 2);
    boolean only = signatures.lines().count() == 1;
    return new Signed(first[0], only && first.length == 2 ? first[1] : "");
  }
}
