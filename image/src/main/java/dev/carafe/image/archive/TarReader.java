package dev.carafe.image.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Reads the entries of a package's `data.tar`, front to back.
///
/// GNU's long names (types `L`, `K`) and POSIX's extended headers (`x`: `path`, `linkpath`, `size`)
/// are put into the entry they belong to. A path that leaves the tree, and a device, are refused.
final class TarReader {
  private static final int LONGEST_NAME = 1 << 16;

  private final CountingStream in;
  private final Map<String, DebEntry> files = new HashMap<>();
  private Map<String, String> extended = new HashMap<>();

  private TarReader(InputStream in) {
    this.in = new CountingStream(in);
  }

  /// Hands every entry, with the stream standing at its content, to a visitor; what that leaves
  /// unread is skipped.
  static void read(InputStream in, DebFile.Visitor visitor) throws IOException {
    TarReader reader = new TarReader(in);
    for (Optional<TarHeader> next = TarHeader.read(reader.in);
        next.isPresent();
        next = TarHeader.read(reader.in)) {
      reader.read(next.get(), visitor);
    }
  }

  private void read(TarHeader header, DebFile.Visitor visitor) throws IOException {
    switch (header.type()) {
      case 'L' -> extended.put("path", longName(header));
      case 'K' -> extended.put("linkpath", longName(header));
      case 'x' -> extended.putAll(records(header));
      case 'g' -> in.skipNBytes(header.size() + header.padding());
      default -> {
        TarHeader complete = completed(header);
        extended = new HashMap<>();
        visit(complete, visitor);
      }
    }
  }

  private void visit(TarHeader header, DebFile.Visitor visitor) throws IOException {
    DebEntry entry = entry(header);
    long end = in.position + header.size() + header.padding();
    if (entry.type() == DebEntry.Type.FILE) {
      files.put(entry.path(), entry);
    }
    visitor.entry(entry, new ContentStream(header.size()));
    in.skipNBytes(end - in.position);
  }

  private DebEntry entry(TarHeader header) throws IOException {
    return switch (header.type()) {
      case '0', '\0' -> entry(header, DebEntry.Type.FILE, header.size(), "");
      case '1' -> hardLink(header);
      case '2' -> entry(header, DebEntry.Type.SYMLINK, 0, header.link());
      case '5' -> entry(header, DebEntry.Type.DIRECTORY, 0, "");
      default ->
          throw new IOException(
              "expected a file, directory or link at '%s', found type '%s'"
                  .formatted(header.name(), header.type()));
    };
  }

  private DebEntry entry(TarHeader header, DebEntry.Type type, long size, String link)
      throws IOException {
    return new DebEntry(
        path(header.name()),
        type,
        header.mode() & 07777,
        header.uid(),
        header.gid(),
        header.modified(),
        size,
        in.position,
        link);
  }

  private DebEntry hardLink(TarHeader header) throws IOException {
    DebEntry target = files.get(path(header.link()));
    if (target == null) {
      throw new IOException(
          "expected '%s' before its hard link '%s'".formatted(header.link(), header.name()));
    }
    return new DebEntry(
        path(header.name()),
        DebEntry.Type.FILE,
        target.mode(),
        target.uid(),
        target.gid(),
        target.modified(),
        target.size(),
        target.offset(),
        "");
  }

  private TarHeader completed(TarHeader header) throws IOException {
    return new TarHeader(
        extended.getOrDefault("path", header.name()),
        header.mode(),
        header.uid(),
        header.gid(),
        extended.containsKey("size") ? number(extended.getOrDefault("size", "")) : header.size(),
        header.modified(),
        header.type(),
        extended.getOrDefault("linkpath", header.link()));
  }

  private String longName(TarHeader header) throws IOException {
    String name = new String(content(header), StandardCharsets.UTF_8);
    int end = name.indexOf('\0');
    return end < 0 ? name : name.substring(0, end);
  }

  /// Records of the form `LENGTH KEY=VALUE\n`, where the length counts all of the record.
  private Map<String, String> records(TarHeader header) throws IOException {
    Map<String, String> records = new HashMap<>();
    byte[] content = content(header);
    for (int at = 0; at < content.length; ) {
      int blank = at;
      while (blank < content.length && content[blank] != ' ') {
        blank++;
      }
      int end = at + (int) number(new String(content, at, blank - at, StandardCharsets.US_ASCII));
      if (end <= blank || end > content.length) {
        throw new IOException("expected an extended tar record, found something else");
      }
      String record = new String(content, blank + 1, end - blank - 2, StandardCharsets.UTF_8);
      String[] pair = record.split("=", 2);
      records.put(pair[0], pair.length > 1 ? pair[1] : "");
      at = end;
    }
    return records;
  }

  private static long number(String digits) throws IOException {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw new IOException("expected a number in a tar record, found '" + digits + "'", e);
    }
  }

  private byte[] content(TarHeader header) throws IOException {
    if (header.size() > LONGEST_NAME) {
      throw new IOException(
          "expected a tar name of at most %d bytes, found %d"
              .formatted(LONGEST_NAME, header.size()));
    }
    byte[] content = in.readNBytes((int) header.size());
    in.skipNBytes(header.padding());
    return content;
  }

  private static String path(String name) throws IOException {
    String path = name.startsWith("./") ? name.substring(2) : name;
    path = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    path = path.equals(".") ? "" : path;
    if (path.startsWith("/") || ("/" + path + "/").contains("/../")) {
      throw new IOException("expected a path within the package, found '" + name + "'");
    }
    return path;
  }

  /// The content of one entry, which ends where that does.
  private final class ContentStream extends InputStream {
    private final long end;

    private ContentStream(long size) {
      this.end = in.position + size;
    }

    @Override
    public int read() throws IOException {
      return in.position < end ? in.read() : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return in.position < end
          ? in.read(buffer, offset, (int) Math.min(length, end - in.position))
          : -1;
    }
  }

  /// Knows how far it has been read.
  private static final class CountingStream extends FilterInputStream {
    private long position;

    private CountingStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      position += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = in.read(buffer, offset, length);
      position += Math.max(0, n);
      return n;
    }

    @Override
    public long skip(long count) throws IOException {
      long n = in.skip(count);
      position += n;
      return n;
    }
  }
}
