package dev.carafe.node.ephemeral;

import dev.carafe.node.disks.Contents;

/// What is on a disk, as far as it matters here. Whatever is there stays, unless it is ours.
sealed interface EphemeralContents {

  record Blank() implements EphemeralContents {}

  /// Our file system.
  record Formatted(String kind) implements EphemeralContents {}

  /// A part of our array.
  record Member() implements EphemeralContents {}

  record Foreign(String kind) implements EphemeralContents {}

  /// Of our file system: no longer than XFS allows.
  String LABEL = ".ephemeral";

  /// The name of our array: mdadm takes none that begins with a dot.
  String ARRAY = "ephemeral";

  String RAID = "linux_raid_member";

  static EphemeralContents of(Contents contents) {
    return switch (contents) {
      case Contents.Blank _ -> new Blank();
      case Contents.Signed(String kind, String label) when label.equals(LABEL) ->
          new Formatted(kind);
      case Contents.Signed(String kind, String label)
          when kind.equals(RAID) && label.endsWith(":" + ARRAY) ->
          new Member();
      case Contents.Signed(String kind, String _) -> new Foreign(kind);
    };
  }
}
