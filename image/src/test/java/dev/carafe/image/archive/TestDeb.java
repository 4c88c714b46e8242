package dev.carafe.image.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes small package files, field by field.
public final class TestDeb {
  private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

  /// A package without files.
  public TestDeb() {}

  public TestDeb directory(String path) {
    return add(path, '5', 0755, new byte[0], "");
  }

  public TestDeb file(String path, String content) {
    return add(path, '0', 0644, content.getBytes(StandardCharsets.UTF_8), "");
  }

  public TestDeb program(String path, String content, int mode) {
    return add(path, '0', mode, content.getBytes(StandardCharsets.UTF_8), "");
  }

  public TestDeb symlink(String path, String target) {
    return add(path, '2', 0777, new byte[0], target);
  }

  public TestDeb hardLink(String path, String target) {
    return add(path, '1', 0644, new byte[0], target);
  }

  /// One header and content as they are given.
  TestDeb add(String path, char type, int mode, byte[] content, String link) {
    byte[] block = new byte[TarHeader.BLOCK];
    put(block, 0, path);
    put(block, 100, "%07o".formatted(mode));
    put(block, 108, "0000000");
    put(block, 116, "0000052");
    put(block, 124, "%011o".formatted(content.length));
    put(block, 136, "%011o".formatted(1_700_000_000));
    put(block, 148, "        ");
    put(block, 156, String.valueOf(type));
    put(block, 157, link);
    put(block, 257, "ustar  ");
    int sum = 0;
    for (byte b : block) {
      sum += b & 0xff;
    }
    put(block, 148, "%06o\0 ".formatted(sum));
    tar.writeBytes(block);
    tar.writeBytes(Arrays.copyOf(content, (content.length + 511) / 512 * 512));
    return this;
  }

  byte[] tar() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(tar.toByteArray());
    whole.writeBytes(new byte[2 * TarHeader.BLOCK]);
    return whole.toByteArray();
  }

  public byte[] deb() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ArMember.MAGIC.getBytes(StandardCharsets.US_ASCII));
    member(out, "debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII));
    member(out, "control.tar.xz", new byte[] {1, 2, 3});
    member(out, "data.tar.xz", TestArchive.xz(tar()));
    return out.toByteArray();
  }

  private static void member(ByteArrayOutputStream out, String name, byte[] content) {
    out.writeBytes(
        "%-16s%-12d%-6d%-6d%-8s%-10d`\n"
            .formatted(name, 0, 0, 0, "100644", content.length)
            .getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(Arrays.copyOf(content, content.length + content.length % 2));
  }

  private static void put(byte[] block, int offset, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, block, offset, bytes.length);
  }
}
