package dev.carafe.image.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.progress.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContentCacheTest {
  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);
  private static final Sha256 DIGEST = Sha256.of(CONTENT);

  @TempDir private Path root;

  private ContentCache cache() {
    return new ContentCache(root);
  }

  private Path make(byte[] bytes) {
    return cache().findOrMake("it", DIGEST, CONTENT.length, target -> Files.write(target, bytes));
  }

  @Test
  void isWhereTheUserKeepsCaches() {
    Path ofHome = Path.of("/home/u/.cache/carafe");

    assertThat(ContentCache.defaultRoot(Map.of("HOME", "/home/u"))).isEqualTo(ofHome);
    assertThat(ContentCache.defaultRoot(Map.of("XDG_CACHE_HOME", "/c", "HOME", "/home/u")))
        .isEqualTo(Path.of("/c/carafe"));
    assertThat(ContentCache.defaultRoot(Map.of("XDG_CACHE_HOME", "relative", "HOME", "/home/u")))
        .isEqualTo(ofHome);
    assertThat(ContentCache.defaultRoot(Map.of()))
        .isEqualTo(Path.of(System.getProperty("user.home"), ".cache/carafe"));
  }

  @Test
  void wrongContentIsRefused() {
    assertThatThrownBy(() -> make("other".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(DigestMismatchException.class);
    assertThat(cache().find(DIGEST, CONTENT.length)).isEmpty();
  }

  @Test
  void writtenToIsAbsentUntilMadeAgain() throws IOException {
    Path file = make(CONTENT);
    Files.writeString(file, "CONTENT");

    assertThat(cache().find(DIGEST, CONTENT.length)).isEmpty();
    assertThat(make(CONTENT)).hasBinaryContent(CONTENT);
  }

  @Test
  void touchedButWholeIsFoundStill() throws IOException {
    Path file = make(CONTENT);
    Files.write(file, CONTENT);

    assertThat(cache().find(DIGEST, CONTENT.length)).contains(file);
  }

  @Test
  void whatTheFileSystemDoesNotTellIsFoundByTheFullCheck() throws IOException {
    Path file = make(CONTENT);
    Files.writeString(file, "CONTENT");
    Stamp.of(List.of(file)).write(file.resolveSibling(file.getFileName() + ".stamp"));
    assertThat(cache().find(DIGEST, CONTENT.length)).isPresent();

    assertThat(cache().damaged(Progress.SILENT)).containsExactly(DIGEST);
    assertThat(cache().find(DIGEST, CONTENT.length)).isEmpty();
    assertThat(cache().damaged(Progress.SILENT)).isEmpty();
  }

  @Test
  void brokenMakingLeavesNothingAndTheNextOneSucceeds() {
    assertThatThrownBy(() ->
            cache()
                .derive(
                    "made/tree",
                    Files::exists,
                    target -> {
                      Files.createDirectory(target);
                      Files.writeString(target.resolve("half"), "x");
                      throw new IOException("no space");
                    }))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("no space");
    assertThat(root.resolve("made/tree")).doesNotExist();

    Path made = cache().derive("made/tree", Files::exists, Files::createDirectory);
    assertThat(made).isEmptyDirectory();
    assertThat(root.resolve("made/tree.new")).doesNotExist();
  }

  @Test
  void treeIsMadeAnewWhereAFileWasTouchedOrIsMissing() throws IOException {
    ContentCache.Maker maker =
        tree -> Files.writeString(Files.createDirectory(tree.resolve("lib")).resolve("a"), "good");
    Path file = cache().deriveTree("made/tree", maker).resolve("lib/a");
    assertThat(cache().deriveTree("made/tree", _ -> Files.delete(root)).resolve("lib/a"))
        .isEqualTo(file)
        .hasContent("good");

    Files.writeString(file, "good");
    cache().deriveTree("made/tree", tree -> Files.writeString(tree.resolve("b"), "anew"));
    assertThat(file).doesNotExist();
    Files.delete(root.resolve("made/tree/tree/b"));
    cache().deriveTree("made/tree", maker);
    assertThat(file).hasContent("good");
  }

  @Test
  void derivedIsMadeOnceAndAgainWhenItIsBad() throws IOException {
    ContentCache.Maker maker = target -> Files.writeString(target, "good");
    Path file = cache().derive("made/file", ContentCacheTest::isGood, maker);
    assertThat(
            cache()
                .derive(
                    "made/file",
                    ContentCacheTest::isGood,
                    _ -> {
                      throw new IOException("made twice");
                    }))
        .isEqualTo(file);

    Files.writeString(file, "bad");
    cache().derive("made/file", ContentCacheTest::isGood, maker);
    assertThat(file).hasContent("good");
  }

  private static boolean isGood(Path file) {
    try {
      return Files.exists(file) && Files.readString(file).equals("good");
    } catch (IOException _) {
      return false;
    }
  }
}
