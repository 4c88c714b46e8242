package dev.carafe.image.uki;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carafe.image.content.Content;
import java.nio.ByteBuffer;

/// A tiny executable with a section `.sbat`, in place of the stub and of a kernel.
public final class TestPe {
  static final int HEADERS = 0x400;

  private static final int SIGNATURE = 0x80;
  private static final int OPTIONAL_HEADER_SIZE = 240;

  private TestPe() {}

  public static Content with(String sbat, int characteristics) {
    ByteBuffer bytes = ByteBuffer.allocate(HEADERS + 0x200).order(LITTLE_ENDIAN);
    bytes.putInt(0x3c, SIGNATURE);
    PeField.SIGNATURE.put(bytes, SIGNATURE, 0x4550);
    PeField.NUMBER_OF_SECTIONS.put(bytes, SIGNATURE, 1);
    PeField.SIZE_OF_OPTIONAL_HEADER.put(bytes, SIGNATURE, OPTIONAL_HEADER_SIZE);
    PeField.MAGIC.put(bytes, SIGNATURE, 0x20b);
    PeField.SECTION_ALIGNMENT.put(bytes, SIGNATURE, 0x1000);
    PeField.FILE_ALIGNMENT.put(bytes, SIGNATURE, 0x200);
    PeField.SIZE_OF_HEADERS.put(bytes, SIGNATURE, HEADERS);
    PeField.SUBSYSTEM.put(bytes, SIGNATURE, 10);
    PeField.DLL_CHARACTERISTICS.put(bytes, SIGNATURE, characteristics);
    byte[] text = sbat.getBytes(UTF_8);
    new PeSection(".sbat", text.length, 0x1000, 0x200, HEADERS, PeSection.MEMORY_READ)
        .put(bytes, SIGNATURE + PeField.OPTIONAL_HEADER + OPTIONAL_HEADER_SIZE);
    return Content.of(bytes.put(HEADERS, text).array());
  }
}
