package dev.carafe.image.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.bytes.Digests;
import dev.carafe.disk.delta.Delta;
import dev.carafe.disk.delta.DeltaApplier;
import dev.carafe.disk.delta.DeltaFormat;
import dev.carafe.disk.delta.DeltaProgress;
import dev.carafe.disk.delta.DeltaTarget;
import dev.carafe.disk.delta.Operation;
import dev.carafe.disk.delta.Payload;
import dev.carafe.disk.device.FileDevice;
import dev.carafe.disk.zstd.Zstd;
import dev.carafe.image.Oracle;
import dev.carafe.image.UsrVerity;
import dev.carafe.image.content.Content;
import dev.carafe.image.progress.Progress;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Deltas between file systems that `mkfs.erofs` made, by the library of zstd that the builder
/// uses.
class DeltaWriterIT {
  @TempDir Path folder;
  private final Zstd zstd = Zstd.at(Oracle.file("usr/lib/x86_64-linux-gnu/" + Zstd.SONAME));
  private final DeltaWriter writer = new DeltaWriter(zstd, Progress.SILENT);

  @Test
  void aKernelOfAnotherVersionIsMadeOfTheOldOnesModules() throws IOException {
    Path before = erofs("before", "6.12.115+deb13-cloud-amd64", 1);
    Path after = erofs("after", "6.12.117+deb13-cloud-amd64", 2);
    Path file = folder.resolve("delta");
    Delta delta = write(before, after, file);
    Path made = apply(before, file, delta);
    assertThat(Files.mismatch(made, after)).isEqualTo(-1);
    Oracle.tool("fsck.erofs").run(made);
    Oracle.tool("veritysetup")
        .run("verify", made, folder.resolve("tree"), delta.target().digest().hex());
    assertThat(Files.size(file)).isLessThan(Files.size(after) / 50);
  }

  @Test
  void anotherImplementationOfZstdUnpacksTheFrames() throws IOException {
    Path image = erofs("image", "6.12.115", 1);
    Path file = folder.resolve("whole");
    Path joined = folder.resolve("joined");
    try (FileChannel in = FileChannel.open(image)) {
      ByteSource usr = ByteSource.of(in);
      writer.writeWhole(content(usr), KnownFrames.of(List.of()), file);
      ByteSource whole = ByteSource.of(Files.readAllBytes(file));
      Delta delta = DeltaFormat.read(whole);
      ByteSource payload = DeltaFormat.payload(whole, delta);
      for (Operation operation : delta.operations()) {
        Payload frame = operation.payload().orElseThrow();
        Path packed = folder.resolve("frame.zst");
        Files.write(packed, payload.read(frame.offset(), frame.size()).array());
        Oracle.tool("zstd").run("-q", "-f", "-d", packed, "-o", folder.resolve("frame"));
        Files.write(
            joined,
            Files.readAllBytes(folder.resolve("frame")),
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      }
    }
    assertThat(Files.mismatch(joined, image)).isEqualTo(-1);
  }

  private static ImageContent content(ByteSource usr) throws IOException {
    return ImageContent.ofUsr(usr, UsrVerity.superblock("plain", usr.size()));
  }

  private Delta write(Path before, Path after, Path file) throws IOException {
    try (FileChannel from = FileChannel.open(before);
        FileChannel to = FileChannel.open(after)) {
      return writer.writePatch(content(ByteSource.of(from)), content(ByteSource.of(to)), file);
    }
  }

  private Path apply(Path before, Path file, Delta delta) throws IOException {
    Path made = folder.resolve("made");
    try (FileChannel from = FileChannel.open(before);
        FileChannel in = FileChannel.open(file);
        FileDevice slot = FileDevice.create(made, delta.target().size());
        FileDevice tree = FileDevice.create(folder.resolve("tree"), delta.target().size() / 32);
        DeltaApplier applier = new DeltaApplier(zstd, delta, ByteSource.of(from), slot)) {
      applier.apply(
          applier.plan(DeltaProgress.SILENT),
          DeltaFormat.payload(ByteSource.of(in), delta),
          DeltaProgress.SILENT);
      ((DeltaTarget.FileSystem) delta.target()).complete(Digests.OF_JAVA, slot, tree);
    }
    return made;
  }

  /// Sixty modules of random code, in a folder of the kernel's version; a few bytes of each depend
  /// on the release, and one in five is longer by some.
  private Path erofs(String name, String kernel, int release) throws IOException {
    List<TreeEntry> tree = new ArrayList<>();
    tree.add(new TreeEntry.Directory("modules", 0755));
    tree.add(new TreeEntry.Directory("modules/" + kernel, 0755));
    Random random = new Random(1);
    for (int i = 0; i < 60; i++) {
      byte[] code = new byte[20_000 + random.nextInt(200_000)];
      random.nextBytes(code);
      byte[] content = new byte[code.length + (i % 5 == 0 ? release * 100 : 0)];
      System.arraycopy(code, 0, content, content.length - code.length, code.length);
      for (int at = 1000; at < content.length; at += 30_000) {
        content[at] = (byte) release;
      }
      String path = "modules/%s/m%02d.ko".formatted(kernel, i);
      tree.add(new TreeEntry.RegularFile(path, 0644, Content.of(content)));
    }
    return make(name, tree);
  }

  private Path make(String name, List<TreeEntry> tree) throws IOException {
    Path tar = folder.resolve(name + ".tar");
    try (FileChannel out =
        FileChannel.open(tar, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      TarArchive.write(out, tree, Instant.EPOCH);
    }
    Path image = folder.resolve(name + ".erofs");
    Oracle.tool("mkfs.erofs")
        .run("--quiet", "--tar=f", "--all-root", "-T0", "-x-1", "-Enoinline_data", image, tar);
    return image;
  }
}
