package dev.carafe.image.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.content.ContentCache;
import dev.carafe.image.content.DigestMismatchException;
import dev.carafe.image.content.Downloader;
import dev.carafe.image.content.Network;
import dev.carafe.image.content.OfflineException;
import dev.carafe.image.progress.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PackageStoreTest {
  private final TestArchive archive = new TestArchive();
  private final byte[] deb = new TestDeb().file("./usr/a", "content a").file("./b", "bb").deb();
  @TempDir private Path cache;

  @AfterEach
  void stop() {
    archive.close();
  }

  private LockedPackage locked() {
    archive.server.put("pool/a1.deb", deb);
    return new LockedPackage(
        "a1",
        new DebianVersion("1"),
        "amd64",
        "trixie-security",
        "pool/a1.deb",
        deb.length,
        Sha256.of(deb),
        "a1",
        new DebianVersion("1"));
  }

  private DebPackage fetch(LockedPackage locked, Network network) {
    Downloader downloader = new Downloader(new ContentCache(cache), network);
    return new PackageStore(archive.config(), downloader)
        .fetch(List.of(locked), Progress.SILENT)
        .getFirst();
  }

  private static String read(DebPackage opened, String path) {
    return new String(opened.read(opened.find(path).orElseThrow()), StandardCharsets.UTF_8);
  }

  @Test
  void filesAreReadFromTheUnpackedPackage() {
    DebPackage opened = fetch(locked(), Network.ONLINE);

    assertThat(opened.entries()).extracting(DebEntry::path).containsExactly("usr/a", "b");
    assertThat(read(opened, "usr/a")).isEqualTo("content a");
    assertThat(read(opened, "b")).isEqualTo("bb");
    assertThat(opened.find("c")).isEmpty();
  }

  @Test
  void secondTimeNeedsNoNetwork() {
    DebPackage opened = fetch(locked(), Network.ONLINE);

    assertThat(fetch(locked(), Network.OFFLINE)).isEqualTo(opened);
    assertThat(archive.server.requests()).hasSize(1);
  }

  @Test
  void alteredPackageIsRefused() {
    LockedPackage locked = locked();
    byte[] altered = deb.clone();
    altered[altered.length - 10] ^= 1;
    archive.server.put("pool/a1.deb", altered);

    assertThatThrownBy(() -> fetch(locked, Network.ONLINE))
        .isInstanceOf(DigestMismatchException.class)
        .hasMessageContaining("a1 1 from http://127.0.0.1");
  }

  @Test
  void flippedByteInTheUnpackedPackageIsMended() throws IOException {
    DebPackage opened = fetch(locked(), Network.ONLINE);
    byte[] tar = Files.readAllBytes(opened.tar());
    tar[(int) opened.find("b").orElseThrow().offset()] = 'X';
    Files.write(opened.tar(), tar, StandardOpenOption.WRITE);

    assertThat(read(fetch(locked(), Network.OFFLINE), "b")).isEqualTo("bb");
  }

  @Test
  void offlineNamesTheMissingPackages() {
    assertThatThrownBy(() -> fetch(locked(), Network.OFFLINE))
        .isInstanceOf(OfflineException.class)
        .hasMessageContaining("a1 1");
  }

  @Test
  void whatIsNoPackageIsRefusedByName() {
    byte[] text = "no package".getBytes(StandardCharsets.UTF_8);
    LockedPackage locked =
        new LockedPackage(
            "a2",
            new DebianVersion("1"),
            "amd64",
            "trixie-security",
            "pool/a2.deb",
            text.length,
            Sha256.of(text),
            "a2",
            new DebianVersion("1"));
    archive.server.put("pool/a2.deb", text);

    assertThatThrownBy(() -> fetch(locked, Network.ONLINE))
        .isInstanceOf(BadPackageException.class)
        .hasMessageContaining("could not read package a2 1: expected an ar archive");
  }
}
