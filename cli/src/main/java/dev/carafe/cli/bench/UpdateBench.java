package dev.carafe.cli.bench;

import dev.carafe.cli.file.WorkFolder;
import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.zstd.Zstd;
import dev.carafe.image.BuiltImage;
import dev.carafe.image.UsrVerity;
import dev.carafe.image.delta.DeltaWriter;
import dev.carafe.image.delta.ImageContent;
import dev.carafe.image.delta.KnownFrames;
import dev.carafe.image.progress.Progress;
import dev.carafe.image.tools.ToolsTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Holds ways to update against each other, on two systems of one variant.
public final class UpdateBench {
  private final ToolsTree tools;
  private final Zstd zstd;
  private final String variant;
  private final Path folder;
  private final DeltaWriter writer;

  /// @param tools with `zstd` and its library
  /// @param folder where what is made may be for a while, on the disk that is measured
  public UpdateBench(ToolsTree tools, String variant, Path folder, Progress progress) {
    this.tools = tools;
    this.variant = variant;
    this.folder = folder;
    zstd = Zstd.at(tools.file("usr/lib/x86_64-linux-gnu/" + Zstd.SONAME));
    writer = new DeltaWriter(zstd, progress);
  }

  /// What each way costs, and what a node then does with our delta.
  public UpdateMeasure measure(BuiltImage before, BuiltImage after) throws IOException {
    Map<UpdateMethod, UpdateCost> costs = new EnumMap<>(UpdateMethod.class);
    try (WorkFolder work = WorkFolder.in(folder)) {
      for (UpdateMethod method : UpdateMethod.values()) {
        long begin = System.nanoTime();
        long usr = bytes(method, before.usr(), after.usr(), usrFile(method, work));
        long kernel =
            bytes(method, before.kernel(), after.kernel(), work.path().resolve(method + ".kernel"));
        costs.put(method, new UpdateCost(usr, kernel, (System.nanoTime() - begin) / 1e9));
      }
      ApplyCost application =
          new DeltaApplication(zstd, work.path())
              .measure(before.usr(), usrFile(UpdateMethod.DELTA, work), after.usr());
      return new UpdateMeasure(costs, application);
    }
  }

  private static Path usrFile(UpdateMethod method, WorkFolder work) {
    return work.path().resolve(method + ".usr");
  }

  /// What a node fetches by a way.
  ///
  /// @param made for a file that is fetched
  private long bytes(UpdateMethod method, Path before, Path after, Path made) throws IOException {
    switch (method) {
      case WHOLE -> pack(after, made);
      case WHOLE_DELTA -> writeWhole(after, made);
      case BLOCKS -> {
        return MissingParts.blocks(before, after, zstd);
      }
      case CHUNKS -> {
        return MissingParts.chunks(before, after, zstd);
      }
      case PATCH_FROM -> pack(after, made, "--patch-from=" + before);
      case DELTA -> writeDelta(before, after, made);
    }
    return Files.size(made);
  }

  private static boolean isUsr(Path image) {
    return image.toString().endsWith(".erofs");
  }

  private void pack(Path file, Path packed, String... options) {
    tools
        .command("zstd", "-q", "-f", "-9", file.toString(), "-o", packed.toString())
        .with(options)
        .run();
  }

  private void writeWhole(Path content, Path file) throws IOException {
    try (FileChannel in = FileChannel.open(content)) {
      writer.writeWhole(content(content, in), KnownFrames.of(List.of()), file);
    }
  }

  private void writeDelta(Path before, Path after, Path file) throws IOException {
    try (FileChannel from = FileChannel.open(before);
        FileChannel to = FileChannel.open(after)) {
      writer.writePatch(content(before, from), content(after, to), file);
    }
  }

  private ImageContent content(Path path, FileChannel file) throws IOException {
    ByteSource bytes = ByteSource.of(file);
    return isUsr(path)
        ? ImageContent.ofUsr(bytes, UsrVerity.superblock(variant, bytes.size()))
        : ImageContent.ofFile(bytes);
  }
}
