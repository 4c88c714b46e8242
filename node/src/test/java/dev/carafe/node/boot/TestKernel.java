package dev.carafe.node.boot;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.carafe.disk.verity.RootHash;
import java.nio.ByteBuffer;
import java.util.Random;

/// Kernel images that hold no kernel, but say which system they would start.
public final class TestKernel {
  private static final int SIGNATURE = 0x40;
  private static final int TABLE = SIGNATURE + 24;
  private static final int SECTION = 40;
  private static final int CONTENT = 0x200;
  private static final int ROOM = 0x200;

  private TestKernel() {}

  /// One of a version of the variant `plain`.
  public static byte[] image(RootHash system, String version) {
    return image(
        "ID=carafe\nVERSION_ID=%1$s\nVARIANT_ID=plain\nIMAGE_ID=carafe-plain\nIMAGE_VERSION=%1$s\n"
            .formatted(version),
        "usrhash=" + system + " quiet");
  }

  /// One with these texts, and some bytes that no other text has.
  public static byte[] image(String release, String commandLine) {
    byte[] image = new byte[CONTENT + 2 * ROOM + 9000];
    new Random(release.hashCode()).nextBytes(image);
    ByteBuffer pe = ByteBuffer.wrap(image).order(LITTLE_ENDIAN);
    pe.putInt(0x3c, SIGNATURE).putInt(SIGNATURE, 0x4550);
    pe.putShort(SIGNATURE + 6, (short) 2).putShort(SIGNATURE + 20, (short) 0);
    section(pe, 0, ".osrel", release);
    section(pe, 1, ".cmdline", commandLine);
    return image;
  }

  private static void section(ByteBuffer pe, int number, String name, String text) {
    int header = TABLE + number * SECTION;
    int offset = CONTENT + number * ROOM;
    pe.put(header, new byte[8]).put(header, name.getBytes(US_ASCII));
    pe.putInt(header + 8, text.length()).putInt(header + 16, ROOM).putInt(header + 20, offset);
    pe.put(offset, text.getBytes(US_ASCII));
  }
}
