package dev.carafe.node.boot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An entry of the boot loader with what its kernel image says.
///
/// Source:
/// [systemd-boot(7)](https://www.freedesktop.org/software/systemd/man/latest/systemd-boot.html);
/// the order is that of `boot_entry_compare` in its source.
public record LoaderEntry(BootEntry entry, KernelImage image) {
  /// As the loader shows them: it starts the first.
  private static final Comparator<LoaderEntry> ORDER =
      Comparator.comparing((LoaderEntry one) -> one.entry.isBad())
          .thenComparing(one -> one.image.sortKey().isEmpty())
          .thenComparing(one -> one.image.sortKey())
          .thenComparing(LoaderEntry::version, new VersionOrder().reversed())
          .thenComparing(
              one -> one.entry.file().toLowerCase(Locale.ROOT), new VersionOrder().reversed());

  /// It counts among those with a sort key.
  private String version() {
    return image.sortKey().isEmpty() ? "" : image.sortVersion();
  }

  /// All entries of a folder, the one first that the loader would start.
  public static List<LoaderEntry> of(KernelFolder folder) throws IOException {
    List<LoaderEntry> entries = new ArrayList<>();
    for (String name : folder.names()) {
      Optional<BootEntry> entry = BootEntry.of(name);
      if (entry.isPresent()) {
        folder
            .read(name, KernelImage::read)
            .ifPresent(image -> entries.add(new LoaderEntry(entry.get(), image)));
      }
    }
    entries.sort(ORDER);
    return List.copyOf(entries);
  }
}
