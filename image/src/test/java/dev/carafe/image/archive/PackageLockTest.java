package dev.carafe.image.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.settings.ProblemsException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PackageLockTest {
  private static final LockedPackage ZSTD = locked("zstd", "1.5.7+dfsg-1");
  private static final LockedPackage LIBC = locked("libc6", "2.41-12+deb13u1");

  private static LockedPackage locked(String name, String version) {
    return new LockedPackage(
        name,
        new DebianVersion(version),
        "amd64",
        "trixie",
        "pool/main/" + name + ".deb",
        42,
        Sha256.of(name),
        name,
        new DebianVersion(version));
  }

  @Test
  void readsBackWhatItWrote() {
    PackageLock lock = new PackageLock(List.of(ZSTD, LIBC), List.of(ZSTD), List.of(LIBC));

    assertThat(PackageLock.parse("lock", lock.toToml())).isEqualTo(lock);
  }

  @Test
  void orderOfThePackagesDoesNotShow() {
    assertThat(new PackageLock(List.of(ZSTD, LIBC), List.of(), List.of()).toToml())
        .isEqualTo(new PackageLock(List.of(LIBC, ZSTD), List.of(), List.of()).toToml())
        .startsWith("format = 1\n\n[[image]]\nname = \"libc6\"\n");
  }

  @Test
  void compilersAreNamedOnlyWhereThereAreAny() {
    assertThat(new PackageLock(List.of(ZSTD), List.of(), List.of(LIBC)).toToml())
        .contains("[[compilers]]\nname = \"libc6\"\n");
    assertThat(new PackageLock(List.of(ZSTD), List.of(LIBC), List.of()).toToml())
        .doesNotContain("compilers");
  }

  @Test
  void damageIsReportedByLineAndColumn() {
    String damaged =
        new PackageLock(List.of(ZSTD), List.of(), List.of())
            .toToml()
            .replace("size = 42", "size = \"42\"")
            .replace("suite =", "suit =");

    assertThatThrownBy(() -> PackageLock.parse("plain.lock", damaged))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("plain.lock:9:1: 'size' is a string")
        .hasMessageContaining("unknown key 'suit'; did you mean 'suite'?");
  }

  @Test
  void anotherFormatIsRefused() {
    assertThatThrownBy(() -> PackageLock.parse("l", "format = 2\n"))
        .hasMessageContaining("expected format 1, found 2");
  }
}
