package dev.carafe.node.host;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// A file system as its own first blocks describe it: read without udev's help, which comes late.
///
/// Source:
/// [ECMA-119](https://ecma-international.org/publications-and-standards/standards/ecma-119/)
/// section 8.4; Microsoft, "FAT: General Overview of On-Disk Format", 1.03.
///
/// @param type as `mount` calls it
public record Volume(Path device, String type, String label) {
  private static final int DESCRIPTOR = 0x8000;
  private static final String DESCRIPTOR_START = "\1CD001";
  private static final int VOLUME_ID = 40;
  private static final int VOLUME_ID_SIZE = 32;

  /// The volume on a device; empty where it is neither ISO 9660 nor FAT, or cannot be read.
  public static Optional<Volume> on(Path device) {
    try (FileChannel channel = FileChannel.open(device, StandardOpenOption.READ)) {
      Optional<String> iso = isoLabel(channel);
      return iso.isPresent()
          ? iso.map(label -> new Volume(device, "iso9660", label))
          : FatLabel.read(channel).map(label -> new Volume(device, "vfat", label));
    } catch (IOException _) {
      return Optional.empty(); // no medium, or gone
    }
  }

  private static Optional<String> isoLabel(FileChannel channel) throws IOException {
    ByteBuffer descriptor = read(channel, DESCRIPTOR, VOLUME_ID + VOLUME_ID_SIZE);
    return text(descriptor, 0, DESCRIPTOR_START.length()).equals(DESCRIPTOR_START)
        ? Optional.of(text(descriptor, VOLUME_ID, VOLUME_ID_SIZE).strip())
        : Optional.empty();
  }

  /// Bytes of a device, zeros behind its end.
  static ByteBuffer read(FileChannel channel, long at, int size) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(size).order(LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        break;
      }
    }
    return bytes.clear().order(LITTLE_ENDIAN);
  }

  static String text(ByteBuffer bytes, int at, int size) {
    byte[] text = new byte[size];
    bytes.get(at, text);
    return new String(text, ISO_8859_1);
  }
}
