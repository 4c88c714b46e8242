package dev.carafe.node.boot;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// What the boot loader tells the system that it has started.
///
/// Source: [Boot Loader Interface](https://systemd.io/BOOT_LOADER_INTERFACE/).
///
/// @param root below which is `/sys`
record LoaderVariables(Path root) {
  private static final String LOADER = "-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f";
  private static final String FOLDER = "\\efi\\linux\\";

  /// The entry that was started, with the tries that were left and done then; empty where nobody
  /// counts.
  Optional<BootEntry> counted() {
    return text("LoaderBootCountPath")
        .filter(path -> path.toLowerCase(Locale.ROOT).startsWith(FOLDER))
        .flatMap(path -> BootEntry.of(path.substring(FOLDER.length())));
  }

  /// The entry that was started, as it was called when the loader looked.
  Optional<BootEntry> selected() {
    return text("LoaderEntrySelected").flatMap(BootEntry::of);
  }

  /// A text with a zero at its end.
  private Optional<String> text(String name) {
    return new EfiVariable(root, name + LOADER)
        .value()
        .map(value -> new String(value, UTF_16LE))
        .map(text -> text.indexOf('\0') < 0 ? text : text.substring(0, text.indexOf('\0')));
  }
}
