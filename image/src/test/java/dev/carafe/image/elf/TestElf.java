package dev.carafe.image.elf;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// A small ELF file: one loaded segment with everything in it, at an address of its own.
public final class TestElf {
  private static final int HEADER = 64;
  private static final int ADDRESS = 0x40_0000;

  private final int type;
  private final List<Segment> segments = new ArrayList<>();
  private final ByteBuffer dynamic = ByteBuffer.allocate(512).order(LITTLE_ENDIAN);
  private final StringBuilder strings = new StringBuilder("\0");
  private String interpreter = "";

  private TestElf(int type) {
    this.type = type;
  }

  /// With this number for `e_type`.
  public static TestElf ofType(int type) {
    return new TestElf(type);
  }

  public TestElf withInterpreter(String path) {
    interpreter = path + "\0";
    return this;
  }

  public TestElf with(long tag, String text) {
    dynamic.putLong(tag).putLong(strings.length());
    strings.append(text).append('\0');
    return this;
  }

  public TestElf with(long tag, long value) {
    dynamic.putLong(tag).putLong(value);
    return this;
  }

  public byte[] bytes() {
    int dynamicAt = HEADER + 3 * Segment.SIZE;
    int interpreterAt = dynamicAt + dynamic.capacity();
    int stringsAt = interpreterAt + interpreter.length();
    int size = stringsAt + strings.length();
    with(5, ADDRESS + stringsAt).with(10, strings.length());
    segments.add(new Segment(Segment.LOAD, 0, ADDRESS, size));
    segments.add(new Segment(Segment.DYNAMIC, dynamicAt, 0, dynamic.capacity()));
    if (!interpreter.isEmpty()) {
      segments.add(new Segment(Segment.INTERPRETER, interpreterAt, 0, interpreter.length()));
    }
    ByteBuffer file = ByteBuffer.allocate(size).order(LITTLE_ENDIAN);
    file.putInt(0, 0x464c457f).put(4, (byte) 2).put(5, (byte) 1).putShort(16, (short) type);
    file.putLong(32, HEADER).putShort(56, (short) segments.size());
    for (int index = 0; index < segments.size(); index++) {
      put(file, HEADER + index * Segment.SIZE, segments.get(index));
    }
    file.put(dynamicAt, dynamic.array()).put(interpreterAt, interpreter.getBytes(US_ASCII));
    return file.put(stringsAt, strings.toString().getBytes(US_ASCII)).array();
  }

  private static void put(ByteBuffer file, int at, Segment segment) {
    file.putInt(at, segment.type()).putLong(at + 8, segment.offset());
    file.putLong(at + 16, segment.address()).putLong(at + 32, segment.size());
  }
}
