package dev.carafe.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.archive.DebianVersion;
import dev.carafe.image.archive.LockedPackage;
import dev.carafe.image.archive.PackageIndex;
import dev.carafe.image.archive.PackageLock;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpdatePairTest {
  private static String stanza(String name, String version, String source) {
    return """
    Package: %s
    Version: %s
    Source: %s
    Architecture: amd64
    Filename: pool/%s.deb
    Size: 1
    SHA256: %s

    """
        .formatted(name, version, source, name, Sha256.of(name + version));
  }

  private static PackageIndex index(String... stanzas) {
    byte[] text = String.join("", stanzas).getBytes(StandardCharsets.UTF_8);
    return PackageIndex.of(List.of(new PackageIndex.SuitePackages("any", text)), "amd64");
  }

  private static LockedPackage newest(PackageIndex index, String name) {
    return index.named(name).getFirst().locked();
  }

  @Test
  void whatTheArchiveHasBothSidesOfIsAnUpdate() {
    PackageIndex index =
        index(
            stanza("linux-image-cloud-amd64", "6.12.118-1", "linux-signed-amd64"),
            stanza("linux-image-cloud-amd64", "6.12.117-1", "linux-signed-amd64"),
            stanza("linux-image-cloud-amd64", "6.12.90-1", "linux-signed-amd64"),
            stanza("openjdk-25-jdk-headless", "25.0.5.1", "openjdk-25"),
            stanza("openjdk-25-jdk-headless", "25.0.5", "openjdk-25"),
            stanza("libzstd1", "1.5.8", "libzstd"),
            stanza("libzstd1", "1.5.7", "libzstd"),
            stanza("zstd", "1.5.8", "libzstd"),
            stanza("zstd", "1.5.7", "libzstd"),
            stanza("runc", "1.1", "runc"),
            stanza("runc", "1.0", "runc"),
            stanza("libc6", "2.41", "glibc"));
    PackageLock now =
        new PackageLock(
            List.of(
                newest(index, "libc6"),
                newest(index, "libzstd1"),
                newest(index, "linux-image-cloud-amd64"),
                newest(index, "runc")),
            List.of(newest(index, "openjdk-25-jdk-headless"), newest(index, "zstd")),
            List.of());
    List<UpdatePair> pairs = UpdatePair.known(now, index);
    assertThat(pairs).extracting(UpdatePair::name).containsExactly("package", "kernel", "all");
    assertThat(pairs.get(0).what()).isEqualTo("libzstd1 1.5.7 to 1.5.8, zstd 1.5.7 to 1.5.8");
    assertThat(pairs.get(1).before().versions())
        .containsOnlyKeys("linux-image-cloud-amd64")
        .containsValue(new DebianVersion("6.12.117-1"));
    assertThat(pairs.get(2).what()).isEqualTo("5 packages");
  }

  @Test
  void whereNothingIsOlderThereIsNoUpdate() {
    PackageIndex index = index(stanza("libc6", "2.41", "glibc"));
    PackageLock now = new PackageLock(List.of(newest(index, "libc6")), List.of(), List.of());
    assertThat(UpdatePair.known(now, index)).isEmpty();
  }
}
