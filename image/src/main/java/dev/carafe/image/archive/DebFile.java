package dev.carafe.image.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/// A package file: an `ar` archive of `debian-binary`, `control.tar` and `data.tar`, of which only
/// the last is of use here, since maintainer scripts never run.
///
/// Source: [deb(5)](https://manpages.debian.org/deb.5).
public final class DebFile {
  private static final int BUFFER = 1 << 16;

  private DebFile() {}

  /// Hands every entry of a package file, with the stream standing at its content, to a visitor.
  /// What that leaves unread is skipped.
  public static void read(Path file, Visitor visitor) throws IOException {
    try (InputStream in = data(file)) {
      TarReader.read(in, visitor);
    }
  }

  /// The plain `data.tar` of a package file.
  static InputStream data(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      demandMagic(in);
      for (Optional<ArMember> next = ArMember.read(in);
          next.isPresent();
          next = ArMember.read(in)) {
        ArMember member = next.get();
        if (member.name().startsWith("data.tar")) {
          return unpacked(member, in);
        }
        in.skipNBytes(member.size() + member.padding());
      }
      throw new IOException("expected a member data.tar, found none");
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static void demandMagic(InputStream in) throws IOException {
    byte[] magic = in.readNBytes(ArMember.MAGIC.length());
    if (!new String(magic, StandardCharsets.US_ASCII).equals(ArMember.MAGIC)) {
      throw new IOException("expected an ar archive, found something else");
    }
  }

  /// The member is the last one, so its end is the end of the file; both formats know their own
  /// end.
  private static InputStream unpacked(ArMember member, InputStream in) throws IOException {
    return switch (member.name()) {
      case "data.tar" -> in;
      case "data.tar.gz" -> new GZIPInputStream(in, BUFFER);
      case "data.tar.xz" -> new XZInputStream(in);
      default -> throw new IOException("expected data.tar, .gz or .xz, found " + member.name());
    };
  }

  /// Takes entries as they come.
  @FunctionalInterface
  public interface Visitor {
    void entry(DebEntry entry, InputStream content) throws IOException;
  }
}
