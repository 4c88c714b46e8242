package dev.carafe.image.archive;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.content.ContentCache;
import dev.carafe.image.content.Downloader;
import dev.carafe.image.content.FileServer;
import dev.carafe.image.content.Network;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// A small archive with one suite, `trixie-security`, on a server of its own.
final class TestArchive implements AutoCloseable {
  static final Instant MADE = Instant.parse("2026-11-20T00:00:00Z");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  final FileServer server = new FileServer();
  final TestKey key = new TestKey();

  static byte[] xz(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (XZOutputStream out = new XZOutputStream(bytes, new LZMA2Options(0))) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// A stanza of the package index with the fields every package has.
  static String stanza(String name, String version, String... fields) {
    return """
    Package: %s
    Version: %s
    Architecture: amd64
    Filename: pool/%s_amd64.deb
    Size: 1
    SHA256: %s
    %s

    """
        .formatted(name, version, name, Sha256.of(name + version), String.join("\n", fields))
        .replace("\n\n\n", "\n\n");
  }

  String release(Instant made, String packages) {
    byte[] plain = packages.getBytes(StandardCharsets.UTF_8);
    byte[] packed = xz(plain);
    server.put(
        "dists/trixie-security/main/binary-amd64/by-hash/SHA256/" + Sha256.of(packed), packed);
    return """
    Suite: stable-security
    Codename: trixie-security
    Date: %s
    Valid-Until: %s
    MD5Sum:
     d41d8cd98f00b204e9800998ecf8427e 0 main/binary-amd64/Packages
    SHA256:
     %s %d main/binary-amd64/Packages
     %s %d main/binary-amd64/Packages.xz
    """
        .formatted(
            DATE.format(made),
            DATE.format(made.plusSeconds(7 * 86400)),
            Sha256.of(plain),
            plain.length,
            Sha256.of(packed),
            packed.length);
  }

  TestArchive publish(String release) {
    server.put("dists/trixie-security/InRelease", key.clearSigned(release, MADE));
    return this;
  }

  ArchiveConfig config() {
    return new ArchiveConfig(
        List.of(new ArchiveSuite("trixie-security", server.uri(""), List.of(key.pinned()), true)),
        "main",
        "amd64");
  }

  DebianArchive at(Instant now, Path cache, Network network) {
    return new DebianArchive(
        config(), new Downloader(new ContentCache(cache), network), InstantSource.fixed(now));
  }

  @Override
  public void close() {
    server.close();
  }
}
