package dev.carafe.node.recorder;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/// How an entry stands in the file: little by little in big-endian order, a header of 56 bytes, the
/// data in UTF-8, and zeros up to a multiple of 8 bytes.
///
/// ```
///  0  FF C6 FA FE   never in UTF-8: no data looks like an entry
///  4  u32 length of the data
///  8  u64 sequence
/// 16  i64 milliseconds of the wall clock since 1970
/// 24  i64 nanoseconds since the kernel's start
/// 32  the boot's id, 16 bytes
/// 48  u32 kind
/// 52  u32 CRC-32C of bytes 0 to 51 and the data
/// 56  data
/// ```
///
/// Source: `docs/formats/recorder.md`.
final class EntryFormat {
  static final int ALIGNMENT = 8;
  static final int HEADER = 56;
  static final int LARGEST_DATA = 4096;
  static final int LARGEST = HEADER + LARGEST_DATA;

  private static final int MAGIC = 0xFFC6FAFE;
  private static final int LENGTH_AT = 4;
  private static final int CHECK_AT = 52;

  private EntryFormat() {}

  /// The bytes that an entry takes in the file.
  static int size(int data) {
    return (HEADER + data + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /// Puts an entry at the buffer's position.
  ///
  /// @param data at most [#LARGEST_DATA] bytes
  static void write(Entry entry, byte[] data, ByteBuffer out) {
    int start = out.position();
    out.putInt(MAGIC)
        .putInt(data.length)
        .putLong(entry.sequence())
        .putLong(entry.time().toEpochMilli())
        .putLong(entry.sinceStart().toNanos())
        .putLong(entry.boot().getMostSignificantBits())
        .putLong(entry.boot().getLeastSignificantBits())
        .putInt(entry.kind().number())
        .putInt(0)
        .put(data);
    out.putInt(start + CHECK_AT, check(out, start, data.length));
    while ((out.position() - start) % ALIGNMENT != 0) {
      out.put((byte) 0);
    }
  }

  /// Whether an entry could begin at that place.
  static boolean isStart(ByteBuffer in, int at) {
    return in.limit() - at >= HEADER && in.getInt(at) == MAGIC;
  }

  /// The length of the data of what may be an entry; -1 where it is none.
  static int length(ByteBuffer in, int at) {
    int length = in.getInt(at + LENGTH_AT);
    return length >= 0 && length <= LARGEST_DATA ? length : -1;
  }

  /// The whole entry at that place; empty where it is none, or not whole.
  static Optional<Entry> read(ByteBuffer in, int at) {
    int length = isStart(in, at) ? length(in, at) : -1;
    if (length < 0
        || in.limit() - at < HEADER + length
        || check(in, at, length) != in.getInt(at + CHECK_AT)) {
      return Optional.empty();
    }
    Optional<EntryKind> kind = EntryKind.of(in.getInt(at + 48));
    byte[] data = new byte[length];
    in.get(at + HEADER, data);
    return kind.map(known ->
        new Entry(
            in.getLong(at + 8),
            new UUID(in.getLong(at + 32), in.getLong(at + 40)),
            Instant.ofEpochMilli(in.getLong(at + 16)),
            Duration.ofNanos(in.getLong(at + 24)),
            known,
            new String(data, StandardCharsets.UTF_8)));
  }

  private static int check(ByteBuffer in, int at, int length) {
    CRC32C check = new CRC32C();
    check.update(in.array(), in.arrayOffset() + at, CHECK_AT);
    check.update(in.array(), in.arrayOffset() + at + HEADER, length);
    return (int) check.getValue();
  }
}
