package dev.carafe.image.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A directory that was made once and is not written to again, beside the stamp of its files that
/// says whether anybody did.
///
/// Layout: `docs/formats/cache.md`.
record StampedTree(Path directory) {

  /// Where the files are.
  Path tree() {
    return directory.resolve("tree");
  }

  void make(ContentCache.Maker maker) throws IOException {
    maker.make(Files.createDirectories(tree()));
    Stamp.of(files()).write(stamp());
  }

  /// Whether it is there, and every file as it was made.
  boolean isWhole() {
    try {
      return Files.isDirectory(tree()) && Stamp.holds(stamp(), files());
    } catch (IOException e) {
      throw new CacheException("read", directory, e);
    }
  }

  private Path stamp() {
    return directory.resolve("stamp");
  }

  /// Every regular file, in order.
  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(tree())) {
      return all.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    }
  }
}
