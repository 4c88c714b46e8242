package dev.carafe.node.boot;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.verity.RootHash;
import dev.carafe.node.host.OsRelease;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/// What a unified kernel image says of itself.
///
/// Source: [UAPI.5 Unified Kernel
/// Image](https://uapi-group.org/specifications/specs/unified_kernel_image/), "UKI Components".
///
/// @param system the root hash of the `/usr` that it starts; empty where it starts another system
/// @param release the fields of that system's os-release
public record KernelImage(Optional<RootHash> system, Map<String, String> release) {
  private static final String ROOT_HASH = "usrhash=";
  private static final int LONGEST_TEXT = 64 << 10;

  public KernelImage {
    release = Map.copyOf(release);
  }

  /// Reads what a file says.
  ///
  /// @return empty where it is no kernel image that the boot loader would show, or not a whole one
  public static Optional<KernelImage> read(ByteSource file) throws IOException {
    ByteBuffer headers = file.read(0, Math.min(PeSection.HEADERS, file.size()));
    Optional<String> release = text(file, headers, ".osrel");
    if (release.isEmpty()) {
      return Optional.empty();
    }
    Optional<RootHash> system = text(file, headers, ".cmdline").flatMap(KernelImage::systemOf);
    return Optional.of(new KernelImage(system, OsRelease.fields(release.get())));
  }

  private static Optional<String> text(ByteSource file, ByteBuffer headers, String section)
      throws IOException {
    Optional<PeSection> found =
        PeSection.find(headers, section)
            .filter(there -> there.end() <= file.size() && there.size() <= LONGEST_TEXT);
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new String(file.read(found.get().offset(), found.get().size()).array(), UTF_8));
  }

  /// The root hash in a kernel's command line.
  public static Optional<RootHash> systemOf(String commandLine) {
    for (String word : commandLine.replace('\0', ' ').strip().split("\\s+", -1)) {
      if (word.startsWith(ROOT_HASH)) {
        return rootHash(word.substring(ROOT_HASH.length()));
      }
    }
    return Optional.empty();
  }

  private static Optional<RootHash> rootHash(String digits) {
    try {
      return Optional.of(RootHash.of(digits));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// A field of its os-release; nothing where it has none of that name.
  public String field(String name) {
    return release.getOrDefault(name, "");
  }

  /// By what the boot loader groups entries.
  String sortKey() {
    return first("IMAGE_ID", "ID");
  }

  /// By what it tells newer from older.
  String sortVersion() {
    return first("IMAGE_VERSION", "VERSION", "VERSION_ID", "BUILD_ID");
  }

  private String first(String... names) {
    for (String name : names) {
      String value = field(name);
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }
}
