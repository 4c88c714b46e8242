package dev.carafe.image.archive;

import dev.carafe.image.content.CacheException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A package that is here: its entries, and an unpacked `data.tar` from which the content of each
/// can be read by offset and size.
///
/// @param tar in the cache; never written to
/// @param entries in the package's order
public record DebPackage(LockedPackage locked, Path tar, List<DebEntry> entries) {

  public DebPackage {
    entries = List.copyOf(entries);
  }

  /// The entry at a path.
  public Optional<DebEntry> find(String path) {
    return entries.stream().filter(entry -> entry.path().equals(path)).findFirst();
  }

  /// All of a file's content.
  public byte[] read(DebEntry entry) {
    try (InputStream in = open(entry)) {
      return in.readNBytes(Math.toIntExact(entry.size()));
    } catch (IOException e) {
      throw new CacheException("read", tar, e);
    }
  }

  /// A file's content as a stream.
  public InputStream open(DebEntry entry) {
    try {
      return new RangeStream(FileChannel.open(tar), entry.offset(), entry.size());
    } catch (IOException e) {
      throw new CacheException("open", tar, e);
    }
  }
}
