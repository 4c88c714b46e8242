package dev.carafe.image.cpio;

import dev.carafe.image.tree.TreeEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A cpio archive in the `newc` form that the kernel unpacks as its initrd: for each entry 110
/// bytes of hexadecimal fields, the name and the content, both padded to 4 bytes.
///
/// The same entries give the same bytes: inode numbers count from 1, owners are 0, all times are
/// the one that is given. The whole is a multiple of 4 bytes, so archives may follow each other.
///
/// Source: [initramfs buffer
/// format](https://docs.kernel.org/driver-api/early-userspace/buffer-format.html).
public final class CpioArchive {
  private static final String TRAILER = "TRAILER!!!";

  private CpioArchive() {}

  /// Writes an archive.
  public static void write(WritableByteChannel target, List<TreeEntry> entries, Instant time)
      throws IOException {
    int inode = 1;
    for (TreeEntry entry : entries) {
      writeEntry(target, entry, CpioHeader.of(entry, inode++, time.getEpochSecond()));
    }
    write(target, CpioHeader.trailer(TRAILER).bytes());
  }

  private static void writeEntry(WritableByteChannel target, TreeEntry entry, CpioHeader header)
      throws IOException {
    write(target, header.bytes());
    switch (entry) {
      case TreeEntry.Directory _, TreeEntry.Fifo _ -> {}
      case TreeEntry.RegularFile file -> file.content().writeTo(target);
      case TreeEntry.Symlink link -> write(target, link.target().getBytes(StandardCharsets.UTF_8));
    }
    write(target, new byte[padding(header.fileSize())]);
  }

  /// Lists an archive; where several follow each other, all of them.
  ///
  /// @throws BadCpioException where the bytes are not in this form
  public static List<CpioMember> read(ByteBuffer archive) {
    ByteBuffer rest = archive.slice();
    List<CpioMember> members = new ArrayList<>();
    while (skipZeros(rest)) {
      CpioHeader header = CpioHeader.read(rest);
      ByteBuffer content = take(rest, header);
      if (!header.name().equals(TRAILER)) {
        members.add(new CpioMember(header.name(), (int) header.mode(), content));
      }
    }
    return members;
  }

  private static ByteBuffer take(ByteBuffer rest, CpioHeader header) {
    long size = header.fileSize();
    if (size > rest.remaining()) {
      throw new BadCpioException(
          rest.position(),
          "expected %d bytes of %s, found %d".formatted(size, header.name(), rest.remaining()));
    }
    ByteBuffer content = rest.slice(rest.position(), (int) size);
    rest.position(Math.min(rest.limit(), rest.position() + (int) size + padding(size)));
    return content;
  }

  /// Between archives there may be zeros, up to a multiple of 4 bytes.
  private static boolean skipZeros(ByteBuffer rest) {
    while (rest.hasRemaining() && rest.get(rest.position()) == 0) {
      rest.get();
    }
    return rest.hasRemaining();
  }

  private static void write(WritableByteChannel target, byte[] bytes) throws IOException {
    for (ByteBuffer left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
      target.write(left);
    }
  }

  static int padding(long size) {
    return (int) (-size & 3);
  }
}
