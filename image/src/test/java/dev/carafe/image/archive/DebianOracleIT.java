package dev.carafe.image.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.process.Command;
import dev.carafe.image.process.Outcome;
import dev.carafe.image.progress.Progress;
import dev.carafe.image.tools.LiveArchive;
import dev.carafe.image.tools.ToolsTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Debian's own programs agree with what this package reads.
final class DebianOracleIT {
  private static final ToolsTree TOOLS =
      LiveArchive.tools("debian-archive-keyring", "dpkg", "gpgv", "tar");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  @Test
  void dpkgOrdersVersionsAlike() {
    List<DebianVersion> versions =
        IntStream.iterate(0, i -> i + 23)
            .limit(LiveArchive.index().names().size() / 23)
            .mapToObj(List.copyOf(LiveArchive.index().names())::get)
            .map(name -> LiveArchive.index().named(name).getFirst().version())
            .distinct()
            .sorted(Comparator.comparing(DebianVersion::text))
            .sorted()
            .toList();

    assertThat(versions).hasSizeGreaterThan(1500);
    assertThat(
            IntStream.range(1, versions.size())
                .parallel()
                .mapToObj(i -> disagreement(versions.get(i - 1), versions.get(i)))
                .flatMap(List::stream))
        .isEmpty();
  }

  private static List<String> disagreement(DebianVersion left, DebianVersion right) {
    String relation = left.compareTo(right) < 0 ? "lt" : "eq";
    Outcome outcome =
        TOOLS
            .command("dpkg", "--compare-versions", left.text(), relation, right.text())
            .outcome(Command.Input.NOTHING);
    return outcome.status() == 0 ? List.of() : List.of(left + " " + relation + " " + right);
  }

  @Test
  void gpgvFindsTheSameSignaturesGood(@TempDir Path directory) throws IOException {
    for (Path index : indexes()) {
      byte[] signed = Files.readAllBytes(index);
      String ours = check(index).verified(index.toString(), signed);
      assertThat(gpgv(index, directory.resolve("text"))).isZero();
      assertThat(directory.resolve("text")).hasContent(ours);

      byte[] altered =
          new String(signed, StandardCharsets.UTF_8)
              .replaceFirst("Codename: ", "Codename: x")
              .getBytes(StandardCharsets.UTF_8);
      Path alteredIndex = Files.write(directory.resolve("altered"), altered);
      assertThat(gpgv(alteredIndex, directory.resolve("none"))).isNotZero();
      assertThatThrownBy(() -> check(index).verified("altered", altered))
          .isInstanceOf(BadSignatureException.class);
    }
  }

  private static SignatureCheck check(Path index) {
    ArchiveKey.Role role =
        index.toString().contains("-security-")
            ? ArchiveKey.Role.SECURITY
            : ArchiveKey.Role.ARCHIVE;
    return new SignatureCheck(ArchiveKey.of(role), Instant.now());
  }

  private static int gpgv(Path index, Path text) throws IOException {
    Files.deleteIfExists(text);
    return TOOLS
        .command(
            "gpgv",
            "--keyring",
            TOOLS.file("usr/share/keyrings/debian-archive-keyring.gpg").toString(),
            "--output",
            text.toString(),
            index.toString())
        .outcome(Command.Input.NOTHING)
        .status();
  }

  private static List<Path> indexes() throws IOException {
    LiveArchive.index();
    try (Stream<Path> files = Files.walk(LiveArchive.cache().root().resolve("index"))) {
      return files.filter(file -> file.endsWith("InRelease")).sorted().toList();
    }
  }

  @Test
  void dpkgUnpacksTheSameBytesAndTarListsTheSameEntries(@TempDir Path directory)
      throws IOException {
    List<LockedPackage> sample =
        Stream.of("libc6", "perl-base", "systemd", "tzdata", "kmod", "ca-certificates")
            .map(name -> LiveArchive.index().named(name).getFirst().locked())
            .toList();
    Map<LockedPackage, Path> files = new ConcurrentHashMap<>();
    LiveArchive.store().fetchFiles(sample, Progress.SILENT, files::put);
    List<DebPackage> opened = LiveArchive.store().fetch(sample, Progress.SILENT);

    for (int i = 0; i < sample.size(); i++) {
      Path tar = directory.resolve(sample.get(i).name());
      TOOLS
          .command("dpkg-deb", "--fsys-tarfile", String.valueOf(files.get(sample.get(i))))
          .runInto(tar);
      assertThat(Sha256.of(opened.get(i).tar())).isEqualTo(Sha256.of(tar));
      assertThat(opened.get(i).entries().stream().map(DebianOracleIT::line))
          .containsExactlyElementsOf(listed(tar));
    }
  }

  private static List<String> listed(Path tar) {
    return TOOLS
        .command(
            "tar",
            "--list",
            "--verbose",
            "--numeric-owner",
            "--full-time",
            "--file",
            tar.toString())
        .run()
        .text()
        .lines()
        .map(line -> line.replaceFirst("^h(.{9})(.*) link to .*", "-$1$2"))
        .map(line -> line.replaceFirst(" +", " ").replaceFirst("(/\\d+) +\\d+ ", "$1 "))
        .toList();
  }

  /// An entry as `tar -tv` prints it, but for the size, which is 0 for a hard link there.
  private static String line(DebEntry entry) {
    return "%s%s %d/%d %s ./%s%s"
        .formatted(
            switch (entry.type()) {
              case FILE -> "-";
              case DIRECTORY -> "d";
              case SYMLINK -> "l";
            },
            permissions(entry.mode()),
            entry.uid(),
            entry.gid(),
            TIME.format(Instant.ofEpochSecond(entry.modified())),
            entry.path(),
            switch (entry.type()) {
              case FILE -> "";
              case DIRECTORY -> entry.path().isEmpty() ? "" : "/";
              case SYMLINK -> " -> " + entry.link();
            });
  }

  private static String permissions(int mode) {
    char[] letters = new char[9];
    for (int bit = 0; bit < 9; bit++) {
      letters[bit] = (mode & 0400 >> bit) == 0 ? '-' : "rwxrwxrwx".charAt(bit);
    }
    String[] special = {"sS", "sS", "tT"};
    for (int i = 0; i < 3; i++) {
      if ((mode & 04000 >> i) != 0) {
        letters[i * 3 + 2] = special[i].charAt(letters[i * 3 + 2] == '-' ? 1 : 0);
      }
    }
    return new String(letters);
  }

  @Test
  void everyFileOfAPackageCanBeRead() throws IOException {
    LockedPackage locked = LiveArchive.index().named("zstd").getFirst().locked();
    DebPackage opened = LiveArchive.store().fetch(List.of(locked), Progress.SILENT).getFirst();

    for (DebEntry entry : opened.entries()) {
      if (entry.type() == DebEntry.Type.FILE) {
        try (InputStream in = opened.open(entry)) {
          assertThat(in.readAllBytes()).hasSize((int) entry.size());
        }
      }
    }
    assertThat(
            new String(
                opened.read(opened.find("usr/share/doc/zstd/copyright").orElseThrow()),
                StandardCharsets.UTF_8))
        .contains("BSD-3-clause");
  }

  @Test
  void resolvesWhatIsKnownToBeNeeded() {
    assertThat(PackageResolver.resolve(LiveArchive.index(), List.of(PackageRequest.of("zstd"))))
        .extracting(LockedPackage::name)
        .containsExactly(
            "gcc-14-base",
            "libc6",
            "libgcc-s1",
            "liblz4-1",
            "liblzma5",
            "libstdc++6",
            "libxxhash0",
            "zlib1g",
            "zstd");
  }
}
