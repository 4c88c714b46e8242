package dev.carafe.image.erofs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.image.Oracle;
import dev.carafe.image.content.Content;
import dev.carafe.image.tar.TarArchive;
import dev.carafe.image.tree.TreeEntry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErofsFileSystemIT {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"-Enoinline_data", "-Eforce-inode-extended", "-Eforce-inode-compact"})
  void whatMkfsWritesIsReadAsFsckExtractsIt(String option) throws IOException {
    List<TreeEntry> tree = tree(new Random(7));
    Path image = make(option, tree);
    Path extracted = folder.resolve("extracted");
    Oracle.tool("fsck.erofs").run("--extract=" + extracted, image);
    try (FileChannel channel = FileChannel.open(image)) {
      List<ErofsEntry> entries = ErofsFileSystem.of(ByteSource.of(channel)).entries();
      assertThat(entries.stream().map(ErofsEntry::path).filter(path -> !path.isEmpty()))
          .containsExactlyInAnyOrderElementsOf(tree.stream().map(TreeEntry::path).toList());
      assertThat(entries).extracting(ErofsEntry::owner).containsOnly(Owner.ROOT);
      for (ErofsEntry entry : entries) {
        compare(extracted.resolve(entry.path()), entry);
      }
    }
  }

  private static void compare(Path file, ErofsEntry entry) throws IOException {
    switch (entry) {
      case ErofsEntry.Directory _ -> assertThat(file).isDirectory();
      case ErofsEntry.RegularFile regular -> {
        assertThat(file).hasBinaryContent(regular.content().bytes());
        assertThat((int) Files.getAttribute(file, "unix:mode") & 07777).isEqualTo(entry.mode());
      }
      case ErofsEntry.Symlink link ->
          assertThat(Files.readSymbolicLink(file)).hasToString(link.target());
      case ErofsEntry.Special special -> assertThat(special).isNull();
    }
  }

  private Path make(String option, List<TreeEntry> tree) throws IOException {
    Path tar = folder.resolve("tree.tar");
    try (FileChannel out =
        FileChannel.open(tar, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      TarArchive.write(out, tree, Instant.EPOCH);
    }
    Path image = folder.resolve("image.erofs");
    Oracle.tool("mkfs.erofs").run("--quiet", "--tar=f", "--all-root", "-T0", option, image, tar);
    return image;
  }

  private static List<TreeEntry> tree(Random random) {
    List<TreeEntry> tree = new ArrayList<>();
    for (int folder = 0; folder < 8; folder++) {
      String path = "folder-" + folder;
      tree.add(new TreeEntry.Directory(path, 0755));
      for (int file = 0; file < 150; file++) {
        byte[] content = new byte[random.nextInt(1 + random.nextInt(40_000))];
        random.nextBytes(content);
        String name = path + "/" + "n".repeat(1 + random.nextInt(60)) + file;
        tree.add(new TreeEntry.RegularFile(name, 0644 | file % 2 * 0111, Content.of(content)));
        tree.add(new TreeEntry.Symlink(name + ".link", "../" + name));
      }
    }
    return tree;
  }
}
