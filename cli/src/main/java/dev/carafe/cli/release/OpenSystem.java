package dev.carafe.cli.release;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.verity.RootHash;
import dev.carafe.image.UsrVerity;
import dev.carafe.image.delta.ImageContent;
import dev.carafe.trust.release.Version;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// A system whose files are open, as long as deltas are made from it or to it.
record OpenSystem(
    Version version,
    ImageContent usr,
    ImageContent kernel,
    FileChannel usrFile,
    FileChannel kernelFile)
    implements AutoCloseable {

  /// Opens its files, and reads all of them.
  static OpenSystem of(Version version, String variant, Path usr, Path kernel) throws IOException {
    FileChannel usrFile = FileChannel.open(usr);
    try {
      FileChannel kernelFile = FileChannel.open(kernel);
      try {
        ByteSource bytes = ByteSource.of(usrFile);
        return new OpenSystem(
            version,
            ImageContent.ofUsr(bytes, UsrVerity.superblock(variant, bytes.size())),
            ImageContent.ofFile(ByteSource.of(kernelFile)),
            usrFile,
            kernelFile);
      } catch (IOException | RuntimeException e) {
        kernelFile.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      usrFile.close();
      throw e;
    }
  }

  /// The root of the tree over its `/usr`, as computed from all of that.
  RootHash rootHash() {
    return new RootHash(usr.target().digest());
  }

  @Override
  public void close() throws IOException {
    usrFile.close();
    kernelFile.close();
  }
}
