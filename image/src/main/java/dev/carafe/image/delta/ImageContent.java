package dev.carafe.image.delta;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.delta.DeltaSource;
import dev.carafe.disk.delta.DeltaTarget;
import dev.carafe.disk.delta.PaddedSource;
import dev.carafe.disk.verity.VeritySuperblock;
import dev.carafe.disk.verity.VerityTree;
import java.io.IOException;

/// What a delta leads from or to: a `/usr`, or a file such as a kernel image. It can be used as
/// long as what it is read from is open.
public final class ImageContent {
  private final ByteSource blocks;
  private final DeltaTarget target;
  private final FileMap files;

  private ImageContent(ByteSource blocks, DeltaTarget target, FileMap files) {
    this.blocks = blocks;
    this.target = target;
    this.files = files;
  }

  /// A `/usr`.
  ///
  /// @param superblock that of its hash tree
  /// @throws dev.carafe.image.erofs.BadErofsException where it is no erofs
  public static ImageContent ofUsr(ByteSource usr, VeritySuperblock superblock) throws IOException {
    VerityTree tree = VerityTree.over(usr, superblock);
    return new ImageContent(
        usr, new DeltaTarget.FileSystem(tree.root(), superblock), FileMap.ofErofs(usr));
  }

  /// A file.
  public static ImageContent ofFile(ByteSource file) throws IOException {
    DeltaTarget target = new DeltaTarget.File(file.digest(), file.size());
    return new ImageContent(new PaddedSource(file), target, FileMap.ofOne(target.blocks()));
  }

  /// All of it, in whole blocks.
  ByteSource blocks() {
    return blocks;
  }

  /// What is promised of it.
  public DeltaTarget target() {
    return target;
  }

  /// The same, as what a delta starts from.
  DeltaSource source() {
    return new DeltaSource(target.digest(), target.size());
  }

  FileMap files() {
    return files;
  }
}
