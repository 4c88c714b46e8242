package dev.carafe.image.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.archive.BadPackageException;
import dev.carafe.image.archive.DebianVersion;
import dev.carafe.image.archive.LockedPackage;
import dev.carafe.image.archive.TestDeb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExtractionTest {
  private static final LockedPackage LOCKED =
      new LockedPackage(
          "a1",
          new DebianVersion("1"),
          "amd64",
          "trixie",
          "pool/a1.deb",
          1,
          Sha256.of("a1"),
          "a1",
          new DebianVersion("1"));

  @TempDir private Path directory;

  private Path extract(TestDeb deb) throws IOException {
    Path tree = Files.createDirectory(directory.resolve("tree"));
    Path file = Files.write(directory.resolve("a.deb"), deb.deb());
    new Extraction(tree).extract(LOCKED, file);
    return tree;
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void laysOutFilesAndProgramsWithoutSpecialBits() throws IOException {
    Path tree =
        extract(
            new TestDeb()
                .directory("./usr/share/x/")
                .file("./usr/share/x/a", "a")
                .program("./usr/bin/su", "su", 04755)
                .hardLink("./usr/bin/other", "./usr/bin/su"));

    assertThat(tree.resolve("usr/share/x/a")).hasContent("a");
    assertThat(tree.resolve("usr/bin/other")).hasContent("su");
    assertThat(permissions(tree.resolve("usr/share/x/a"))).isEqualTo("rw-r--r--");
    assertThat(permissions(tree.resolve("usr/bin/su"))).isEqualTo("rwxr-xr-x");
  }

  @Test
  void linksLeadIntoTheTree() throws IOException {
    Path tree =
        extract(
            new TestDeb()
                .file("./etc/conf", "conf")
                .symlink("./usr/lib/jvm/conf", "/etc/conf")
                .symlink("./usr/lib/jvm/other", "../../../etc/conf")
                .symlink("./usr/lib/jvm/lib", "/lib/x"));

    assertThat(tree.resolve("usr/lib/jvm/conf")).isSymbolicLink().hasContent("conf");
    assertThat(tree.resolve("usr/lib/jvm/other")).hasContent("conf");
    assertThat(Files.readSymbolicLink(tree.resolve("usr/lib/jvm/conf")))
        .isEqualTo(Path.of("../../../etc/conf"));
    assertThat(Files.readSymbolicLink(tree.resolve("usr/lib/jvm/lib"))).isEqualTo(Path.of("../x"));
  }

  @Test
  void linkOutOfTheTreeIsRefused() {
    assertThatThrownBy(() -> extract(new TestDeb().symlink("./usr/a", "../../../etc/passwd")))
        .isInstanceOf(BadPackageException.class)
        .hasMessageContaining("could not read package a1 1: expected a link within the tree");
  }

  @Test
  void topLevelDirectoriesAreMergedIntoUsr() throws IOException {
    Path tree =
        extract(new TestDeb().symlink("./bin", "usr/bin").program("./lib/systemd/x", "x", 0755));

    assertThat(tree.resolve("usr/lib/systemd/x")).hasContent("x");
    assertThat(tree.resolve("lib/systemd/x")).hasContent("x");
    assertThat(tree.resolve("bin")).isSymbolicLink();
  }

  @Test
  void documentsStayOut() throws IOException {
    Path tree = extract(new TestDeb().file("./usr/share/doc/a/copyright", "c"));

    assertThat(tree.resolve("usr/share/doc")).doesNotExist();
  }
}
