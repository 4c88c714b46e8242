package dev.carafe.image.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.image.content.ContentCache;
import dev.carafe.image.process.Command;
import dev.carafe.image.process.Outcome;
import dev.carafe.image.progress.Progress;
import dev.carafe.image.tools.LiveArchive;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.image.tree.FileTree;
import dev.carafe.image.tree.TreeEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Debian's own virtual machine accepts the archive where the node has it, and nothing that is made
/// depends on where and when.
final class JavaRuntimeIT {
  private static final ToolsTree JDK = LiveArchive.tools("openjdk-25-jdk-headless");
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir private static Path folder;
  private static List<Path> jars = List.of();
  private static FileTree image = new FileTree();

  @BeforeAll
  static void makesOne() throws IOException {
    jars = new Greeter(folder).jars();
    image = image(folder.resolve("cache"), jars);
  }

  @Test
  void anotherCacheMakesTheSameBytes() throws IOException {
    FileTree other = image(folder.resolve("somewhere/else"), jars.reversed());

    assertThat(names(other)).isEqualTo(names(image));
    for (TreeEntry entry : other.entries()) {
      assertThat(bytes(entry)).as(entry.path()).isEqualTo(bytes(image.find(entry.path())));
    }
  }

  @Test
  void archiveIsUsedAtAnotherPlace() throws IOException {
    Outcome outcome = start(layOut("node", TIME));

    assertThat(outcome.text())
        .contains("hello.Main source: shared objects file")
        .contains("words.Greeting source: shared objects file")
        .contains("\nhello\n");
  }

  @Test
  void archiveIsRefusedForJarsOfAnotherTime() throws IOException {
    Outcome outcome = start(layOut("late", TIME.plusSeconds(1)));

    assertThat(outcome.status()).isNotZero();
    assertThat(outcome.text() + outcome.errors()).contains("Unable to use shared archive");
  }

  @Test
  void nothingIsThereThatNoNodeReads() {
    assertThat(image.entries())
        .filteredOn(entry -> entry instanceof TreeEntry.RegularFile && entry.mode() == 0755)
        .extracting(TreeEntry::path)
        .containsExactly("usr/lib/greeter-jre/bin/java", "usr/lib/greeter-jre/lib/jspawnhelper");
    assertThat(image.entries())
        .extracting(TreeEntry::path)
        .filteredOn(path -> path.startsWith("usr/lib/greeter-jre/"))
        .noneMatch(path -> path.matches(".*(/legal|/man|/include|\\.jar|\\.jsa|/release)"));
  }

  private static FileTree image(Path cache, List<Path> jars) {
    FileTree tree = new FileTree();
    JavaRuntime.make(JDK, new ContentCache(cache), Greeter.program(), jars, TIME, Progress.SILENT)
        .addTo(tree, "greeter");
    return tree;
  }

  /// Writes the image to a folder, with one time for every file, as in the image.
  private static Path layOut(String name, Instant time) throws IOException {
    Path root = folder.resolve(name);
    for (TreeEntry entry : image.entries()) {
      Path path = root.resolve(entry.path());
      switch (entry) {
        case TreeEntry.Directory _ -> Files.createDirectories(path);
        case TreeEntry.RegularFile(_, int mode, var content, _) -> {
          try (OutputStream out = Files.newOutputStream(path)) {
            content.writeTo(Channels.newChannel(out));
          }
          Files.setPosixFilePermissions(
              path, PosixFilePermissions.fromString(mode == 0755 ? "rwxr-xr-x" : "rw-r--r--"));
          Files.setLastModifiedTime(path, FileTime.from(time));
        }
        case TreeEntry.Symlink _, TreeEntry.Fifo _ ->
            throw new AssertionError("a link or a pipe at " + path);
      }
    }
    return root;
  }

  /// Starts the program by its file of arguments, with the paths that it has below this folder, and
  /// without mercy for an archive that cannot be used.
  private static Outcome start(Path root) throws IOException {
    Path options = root.resolve("usr/lib/greeter/java.options");
    String here =
        Files.readString(options)
            .replace("/usr/lib/", root + "/usr/lib/")
            .replace("-Xshare:auto", "-Xshare:on\n-Xlog:class+load");
    Files.writeString(options, here);
    return JDK.commandAt(root.resolve("usr/lib/greeter-jre/bin/java"), "@" + options)
        .outcome(Command.Input.NOTHING);
  }

  private static List<String> names(FileTree tree) {
    return tree.entries().stream().map(entry -> entry.mode() + " " + entry.path()).toList();
  }

  private static byte[] bytes(Optional<TreeEntry> entry) throws IOException {
    return bytes(entry.orElseThrow());
  }

  private static byte[] bytes(TreeEntry entry) throws IOException {
    return entry instanceof TreeEntry.RegularFile file ? file.content().bytes() : new byte[0];
  }
}
