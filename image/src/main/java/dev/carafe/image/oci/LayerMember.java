package dev.carafe.image.oci;

import dev.carafe.image.archive.TarHeader;
import dev.carafe.image.content.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A member of a layer's tar archive: where it goes, and its bytes in the archive with all headers
/// that belong to it, so that it can be put into another archive as it stands.
///
/// @param path without a slash at either end
/// @param type tar's letter for it
/// @param target of a hard link, as a path
/// @param raw all its headers and its content, padded
/// @param content without headers
record LayerMember(String path, char type, String target, Content raw, Content content) {
  private static final String WHITEOUT = ".wh.";
  private static final String OPAQUE = ".wh..wh..opq";
  private static final int LONGEST_NAME = 1 << 16;

  /// All members of an archive.
  static List<LayerMember> read(Path archive, InputStream in) throws IOException {
    List<LayerMember> members = new ArrayList<>();
    Map<String, String> extended = new HashMap<>();
    long start = 0;
    long at = 0;
    for (Optional<TarHeader> next = TarHeader.read(in);
        next.isPresent();
        next = TarHeader.read(in)) {
      TarHeader header = next.get();
      at += TarHeader.BLOCK;
      boolean more = "LKxg".indexOf(header.type()) >= 0;
      long size =
          !more && extended.containsKey("size")
              ? Long.parseLong(extended.getOrDefault("size", ""))
              : header.size();
      long padded = (size + TarHeader.BLOCK - 1) / TarHeader.BLOCK * TarHeader.BLOCK;
      if (more) {
        extend(extended, header.type(), small(in, size));
        in.skipNBytes(padded - size);
      } else {
        in.skipNBytes(padded);
        members.add(
            new LayerMember(
                normal(extended.getOrDefault("path", header.name())),
                header.type(),
                normal(extended.getOrDefault("linkpath", header.link())),
                new Content.FileRange(archive, start, at + padded - start),
                new Content.FileRange(archive, at, size)));
        extended.clear();
        start = at + padded;
      }
      at += padded;
    }
    return members;
  }

  private static byte[] small(InputStream in, long size) throws IOException {
    if (size > LONGEST_NAME) {
      throw new IOException(
          "expected an extended tar header of at most %d bytes, found %d"
              .formatted(LONGEST_NAME, size));
    }
    return in.readNBytes((int) size);
  }

  private static void extend(Map<String, String> extended, char type, byte[] content) {
    switch (type) {
      case 'L' -> extended.put("path", untilNul(content));
      case 'K' -> extended.put("linkpath", untilNul(content));
      case 'x' -> records(extended, content);
      default -> {}
    }
  }

  private static String untilNul(byte[] content) {
    String text = new String(content, StandardCharsets.UTF_8);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  /// Records of the form `LENGTH KEY=VALUE\n`, where the length counts all of the record.
  private static void records(Map<String, String> extended, byte[] content) {
    for (int at = 0; at < content.length; ) {
      int blank = at;
      while (blank < content.length && content[blank] != ' ') {
        blank++;
      }
      int end = at + Integer.parseInt(new String(content, at, blank - at, StandardCharsets.UTF_8));
      String[] pair =
          new String(content, blank + 1, end - blank - 2, StandardCharsets.UTF_8).split("=", 2);
      extended.put(pair[0], pair[1]);
      at = end;
    }
  }

  private static String normal(String path) {
    return path.replaceFirst("^(\\./|/)+", "").replaceFirst("/+$", "").replaceFirst("^\\.$", "");
  }

  boolean isHardLink() {
    return type == '1';
  }

  boolean isDirectory() {
    return type == '5';
  }

  /// Whether it hides everything that layers below have in its folder.
  boolean isOpaque() {
    return name().equals(OPAQUE);
  }

  /// Whether it stands for something that is no more.
  boolean isWhiteout() {
    return name().startsWith(WHITEOUT);
  }

  /// What a whiteout hides.
  String hidden() {
    String folder = path.substring(0, path.length() - name().length());
    return isOpaque()
        ? folder.replaceFirst("/$", "")
        : folder + name().substring(WHITEOUT.length());
  }

  private String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
