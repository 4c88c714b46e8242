package dev.carafe.cli.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// A small erofs of some files: inodes in its second block, then what is in directories and files.
///
/// Source: Linux, `fs/erofs/erofs_fs.h`.
public final class TestErofs {
  private static final int BLOCK = 4096;
  private static final int INODE = 32;
  private static final int ENTRY = 12;
  private static final int FIRST_BLOCK = 2;
  private static final int DIRECTORY = 0040755;
  private static final int REGULAR = 0100644;

  private final SortedMap<String, byte[]> files = new TreeMap<>();
  private final SortedMap<String, SortedSet<String>> folders = new TreeMap<>();
  private final List<String> numbered = new ArrayList<>();

  private TestErofs() {}

  /// An image with files at these paths.
  public static byte[] of(Map<String, byte[]> files) {
    TestErofs image = new TestErofs();
    image.folders.put("", new TreeSet<>());
    files.forEach(image::add);
    image.numbered.addAll(image.folders.keySet());
    image.numbered.addAll(image.files.keySet());
    return image.bytes();
  }

  private void add(String path, byte[] content) {
    files.put(path, content);
    for (String child = path; !child.isEmpty(); child = parent(child)) {
      folders.computeIfAbsent(parent(child), _ -> new TreeSet<>()).add(child);
    }
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private static ByteBuffer at(byte[] bytes, int offset, int size) {
    return ByteBuffer.wrap(bytes).slice(offset, size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private byte[] bytes() {
    byte[] inodes = new byte[BLOCK];
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (String path : numbered) {
      SortedSet<String> children = folders.get(path);
      byte[] content =
          children == null ? Objects.requireNonNull(files.get(path)) : directory(children);
      ByteBuffer inode = at(inodes, numbered.indexOf(path) * INODE, INODE);
      inode.putShort(4, (short) (children == null ? REGULAR : DIRECTORY));
      inode.putInt(8, content.length).putInt(16, FIRST_BLOCK + data.size() / BLOCK);
      data.writeBytes(content);
      data.writeBytes(new byte[-content.length & (BLOCK - 1)]);
    }
    byte[] image = new byte[FIRST_BLOCK * BLOCK + data.size()];
    superblock(at(image, 1024, 128), image.length / BLOCK);
    System.arraycopy(inodes, 0, image, BLOCK, BLOCK);
    System.arraycopy(data.toByteArray(), 0, image, FIRST_BLOCK * BLOCK, data.size());
    return image;
  }

  private void superblock(ByteBuffer superblock, int blocks) {
    superblock.putInt(0, 0xe0f5_e1e2).put(12, (byte) 12).putShort(14, (short) 0);
    superblock.putLong(16, numbered.size()).putInt(36, blocks).putInt(40, 1);
  }

  private byte[] directory(SortedSet<String> children) {
    byte[] bytes = new byte[BLOCK];
    ByteBuffer block = at(bytes, 0, BLOCK);
    int entry = 0;
    int name = children.size() * ENTRY;
    for (String child : children) {
      byte[] text = child.substring(child.lastIndexOf('/') + 1).getBytes(UTF_8);
      block.putLong(entry, numbered.indexOf(child)).putShort(entry + 8, (short) name);
      block.put(name, text);
      entry += ENTRY;
      name += text.length;
    }
    return Arrays.copyOf(bytes, name);
  }
}
