package dev.carafe.node.update.slots;

import dev.carafe.disk.verity.RootHash;
import dev.carafe.node.boot.KernelFolder;
import dev.carafe.node.boot.KernelImage;
import dev.carafe.node.boot.LoaderEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The kernel images in the boot loader's folder.
///
/// @param entries those that the loader sees, the one first that it would start
/// @param hidden those that it does not see, by the names of their files; empty where one is not
///   whole
record StoredKernels(List<LoaderEntry> entries, Map<String, Optional<KernelImage>> hidden) {

  StoredKernels {
    entries = List.copyOf(entries);
    hidden = new TreeMap<>(hidden);
  }

  static StoredKernels read(KernelFolder folder) throws IOException {
    Map<String, Optional<KernelImage>> hidden = new TreeMap<>();
    for (String file : folder.names()) {
      if (KernelName.isHidden(file)) {
        hidden.put(file, image(folder, file));
      }
    }
    return new StoredKernels(LoaderEntry.of(folder), hidden);
  }

  /// What cannot be read is not whole: a cut may leave the name of a file without its blocks.
  private static Optional<KernelImage> image(KernelFolder folder, String file) {
    try {
      return folder.read(file, KernelImage::read);
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// The entry of a system; of two, the one that the loader would start.
  Optional<LoaderEntry> entry(RootHash system) {
    return entries.stream().filter(entry -> isOf(system, entry.image())).findFirst();
  }

  /// The name of a system's image that is whole and that the loader does not see.
  Optional<KernelName> staged(RootHash system) {
    return hidden.entrySet().stream()
        .filter(file -> file.getValue().filter(image -> isOf(system, image)).isPresent())
        .flatMap(file -> KernelName.ofStaged(file.getKey()).stream())
        .findFirst();
  }

  /// What the image of a system says, wherever it is.
  Optional<KernelImage> image(RootHash system) {
    return Stream.concat(
            entries.stream().map(LoaderEntry::image),
            hidden.entrySet().stream()
                .filter(file -> KernelName.ofStaged(file.getKey()).isPresent())
                .flatMap(file -> file.getValue().stream()))
        .filter(image -> isOf(system, image))
        .findFirst();
  }

  /// Whether the loader would start a system next.
  boolean starts(RootHash system) {
    return entries.stream().findFirst().filter(entry -> isOf(system, entry.image())).isPresent();
  }

  /// Whether there is something beside a system that has not failed.
  boolean hasAlternativeTo(RootHash system) {
    return entries.stream()
        .anyMatch(entry -> !isOf(system, entry.image()) && !entry.entry().hasFailed());
  }

  /// The files that go before something is written to the other slot. None of them is the image of
  /// the system that runs: one that a cut has left with two names has the same blocks under both.
  ///
  /// @param other the system in that slot
  List<String> obsolete(RootHash running, Optional<RootHash> other) {
    List<String> files = new ArrayList<>();
    for (LoaderEntry entry : entries) {
      if (other.filter(system -> isOf(system, entry.image())).isPresent()) {
        files.add(entry.entry().file());
      }
    }
    hidden.forEach((file, image) -> {
      if (image.filter(read -> isOf(running, read)).isEmpty()) {
        files.add(file);
      }
    });
    return files;
  }

  private static boolean isOf(RootHash system, KernelImage image) {
    return image.system().equals(Optional.of(system));
  }
}
