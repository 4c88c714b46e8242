package dev.carafe.image.delta;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.delta.Extent;
import dev.carafe.image.erofs.ErofsExtent;
import dev.carafe.image.erofs.ErofsFileSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Which file each block of an image belongs to, and which file of another image it comes from.
///
/// Blocks between files, such as those of inodes, count as a file that is named after the one
/// before them.
final class FileMap {
  /// What changes in the folders of modules from one release to the next.
  private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:[.][0-9]+)*");

  /// What changes in the names of libraries. Numbers without a dot tell files of one folder apart:
  /// `sha256.ko`.
  private static final Pattern VERSION = Pattern.compile("[0-9]+(?:[.][0-9]+)+");

  private static final String BEHIND = "//behind";

  private final NavigableMap<Long, ErofsExtent> byBlock = new TreeMap<>();
  private final Map<String, ErofsExtent> byPath = new HashMap<>();
  private final Map<String, ErofsExtent> byName = new HashMap<>();

  FileMap(List<ErofsExtent> extents, long blocks) {
    extents.forEach(extent -> byBlock.putIfAbsent(extent.first(), extent));
    long covered = 0;
    String before = "";
    for (ErofsExtent extent : List.copyOf(byBlock.values())) {
      addGap(before, covered, extent.first());
      covered = extent.end();
      before = extent.path();
    }
    addGap(before, covered, blocks);
    for (ErofsExtent extent : byBlock.values()) {
      byPath.put(extent.path(), extent);
      byName.putIfAbsent(name(extent.path()), extent);
    }
  }

  private void addGap(String before, long from, long to) {
    if (from < to) {
      byBlock.put(from, new ErofsExtent(before + BEHIND, from, to - from));
    }
  }

  /// The files of an erofs.
  static FileMap ofErofs(ByteSource image) throws IOException {
    return new FileMap(ErofsFileSystem.of(image).extents(), image.size() / Extent.BLOCK);
  }

  /// One file of so many blocks.
  static FileMap ofOne(long blocks) {
    return new FileMap(List.of(), blocks);
  }

  private static String name(String path) {
    int folder = path.lastIndexOf('/') + 1;
    return NUMBER.matcher(path.substring(0, folder)).replaceAll("#")
        + VERSION.matcher(path.substring(folder)).replaceAll("#");
  }

  /// Some blocks of a file.
  ///
  /// @param at how many blocks of the file stand before them
  record Part(ErofsExtent file, long at, long count) {}

  /// The files that have some blocks, and which blocks of each.
  List<Part> parts(Extent blocks) {
    List<Part> parts = new ArrayList<>();
    for (long block = blocks.first(); block < blocks.end(); ) {
      ErofsExtent file = byBlock.floorEntry(block).getValue();
      long end = Math.min(file.end(), blocks.end());
      parts.add(new Part(file, block - file.first(), end - block));
      block = end;
    }
    return parts;
  }

  /// The file that another image's file was before: of the same path, or else of the same path but
  /// for versions.
  Optional<ErofsExtent> before(ErofsExtent file) {
    return Optional.ofNullable(byPath.get(file.path()))
        .or(() -> Optional.ofNullable(byName.get(name(file.path()))));
  }
}
