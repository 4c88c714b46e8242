package dev.carafe.disk.delta;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.disk.verity.RootHash;
import dev.carafe.disk.verity.VeritySuperblock;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// The head of a delta as bytes. There is one way to write a head, and nothing else is read.
///
/// Format: `docs/formats/delta.md`.
public final class DeltaFormat {
  /// So many bytes at the start of a delta tell how long its head is.
  public static final int BEGINNING = 16;

  /// How long a head is at most, in bytes.
  public static final int LARGEST_HEAD = 1 << 20;

  private static final byte[] MAGIC_VALUE = "CRFDELTA".getBytes(US_ASCII);
  private static final int FORMAT_VALUE = 1;
  private static final int FILE_SYSTEM = 1;
  private static final int FILE = 2;
  private static final Sha256 NO_DIGEST = new Sha256("0".repeat(64));

  // Offsets, little-endian.
  private static final int MAGIC = 0; // 8 bytes
  private static final int FORMAT = 8; // u32
  private static final int SIZE = 12; // u32
  private static final int KIND = 16; // u32
  private static final int COUNT = 20; // u32
  private static final int SOURCE_SIZE = 24; // u64
  private static final int SOURCE_DIGEST = 32; // 32 bytes
  private static final int TARGET_SIZE = 64; // u64
  private static final int TARGET_DIGEST = 72; // 32 bytes
  private static final int UUID_BYTES = 104; // 16 bytes, big-endian
  private static final int SALT = 120; // 32 bytes
  private static final int PAYLOAD_SIZE = 152; // u64
  private static final int OPERATIONS = 160;

  private DeltaFormat() {}

  /// How long a delta's head is.
  public static int headSize(Delta delta) {
    return OPERATIONS + delta.operations().stream().mapToInt(OperationFormat::size).sum();
  }

  /// How long the head is that begins like this.
  ///
  /// @throws BadDeltaException where no head does
  public static int headSize(ByteBuffer beginning) {
    if (beginning.remaining() < BEGINNING) {
      throw new BadDeltaException(
          MAGIC, "head", "expected %d bytes, found %d".formatted(BEGINNING, beginning.remaining()));
    }
    ByteBuffer head = beginning.slice().order(ByteOrder.LITTLE_ENDIAN);
    if (head.mismatch(ByteBuffer.wrap(MAGIC_VALUE)) < MAGIC_VALUE.length) {
      throw new BadDeltaException(MAGIC, "magic", "expected CRFDELTA, found other bytes");
    }
    if (head.getInt(FORMAT) != FORMAT_VALUE) {
      throw new BadDeltaException(
          FORMAT, "format", "expected %d, found %d".formatted(FORMAT_VALUE, head.getInt(FORMAT)));
    }
    int size = head.getInt(SIZE);
    if (size < OPERATIONS || size > LARGEST_HEAD) {
      throw new BadDeltaException(
          SIZE,
          "size of the head",
          "expected %d to %d, found %d".formatted(OPERATIONS, LARGEST_HEAD, size));
    }
    return size;
  }

  /// Reads the head of a whole delta.
  ///
  /// @throws BadDeltaException where it is none, or says what cannot be
  public static Delta read(ByteSource delta) throws IOException {
    return read(delta.read(0, headSize(delta.read(0, BEGINNING))));
  }

  /// The bytes behind the head of a whole delta.
  public static ByteSource payload(ByteSource whole, Delta delta) throws IOException {
    return whole.slice(headSize(delta), delta.payloadSize());
  }

  /// Reads a head.
  ///
  /// @param bytes all of it, and nothing more
  /// @throws BadDeltaException where it is none, or says what cannot be
  public static Delta read(ByteBuffer bytes) {
    int size = headSize(bytes);
    if (size != bytes.remaining()) {
      throw new BadDeltaException(
          SIZE, "size of the head", "expected %d, found %d".formatted(bytes.remaining(), size));
    }
    ByteBuffer head = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    Optional<DeltaSource> source = part(SOURCE_SIZE, "source", () -> source(head));
    DeltaTarget target = part(TARGET_SIZE, "target", () -> target(head));
    List<Operation> operations = operations(head);
    Delta delta = part(OPERATIONS, "operations", () -> new Delta(source, target, operations));
    demandSame(write(delta), bytes);
    return delta;
  }

  /// What was understood is all that is there.
  private static void demandSame(ByteBuffer expected, ByteBuffer found) {
    int at = expected.mismatch(found);
    if (at >= 0) {
      throw new BadDeltaException(
          at,
          "head",
          "expected 0x%02x, found 0x%02x"
              .formatted(expected.get(at), found.get(found.position() + at)));
    }
  }

  private static Optional<DeltaSource> source(ByteBuffer head) {
    long size = head.getLong(SOURCE_SIZE);
    return size == 0
        ? Optional.empty()
        : Optional.of(new DeltaSource(digest(head, SOURCE_DIGEST), size));
  }

  private static DeltaTarget target(ByteBuffer head) {
    long size = head.getLong(TARGET_SIZE);
    Sha256 digest = digest(head, TARGET_DIGEST);
    ByteBuffer uuid = head.slice(UUID_BYTES, 16);
    return switch (head.getInt(KIND)) {
      case FILE_SYSTEM ->
          new DeltaTarget.FileSystem(
              new RootHash(digest),
              new VeritySuperblock(
                  new UUID(uuid.getLong(), uuid.getLong()),
                  size / Extent.BLOCK,
                  ByteBuffer.wrap(bytes(head, SALT, DeltaTarget.FileSystem.SALT))));
      case FILE -> new DeltaTarget.File(digest, size);
      default ->
          throw new IllegalArgumentException("expected kind 1 or 2, found " + head.getInt(KIND));
    };
  }

  private static List<Operation> operations(ByteBuffer head) {
    OperationFormat.Reader reader = new OperationFormat.Reader(head.position(OPERATIONS));
    List<Operation> operations = new ArrayList<>();
    while (head.hasRemaining()) {
      operations.add(part(head.position(), "operation " + operations.size(), reader::next));
    }
    return operations;
  }

  private static Sha256 digest(ByteBuffer head, int at) {
    return Sha256.of(bytes(head, at, 32), 0);
  }

  private static byte[] bytes(ByteBuffer head, int at, int size) {
    byte[] bytes = new byte[size];
    head.get(at, bytes);
    return bytes;
  }

  private static <T> T part(int at, String name, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw new BadDeltaException(at, name, String.valueOf(e.getMessage()));
    } catch (BufferUnderflowException _) {
      throw new BadDeltaException(at, name, "expected more of it, found the end of the head");
    }
  }

  /// Writes a head.
  ///
  /// @throws IllegalArgumentException where it would be longer than any that is read
  public static ByteBuffer write(Delta delta) {
    int size = headSize(delta);
    if (size > LARGEST_HEAD) {
      throw new IllegalArgumentException(
          "expected a head of at most %d bytes, found %d".formatted(LARGEST_HEAD, size));
    }
    ByteBuffer head = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    head.put(MAGIC, MAGIC_VALUE).putInt(FORMAT, FORMAT_VALUE).putInt(SIZE, size);
    head.putInt(COUNT, delta.operations().size());
    head.putLong(SOURCE_SIZE, delta.source().map(DeltaSource::size).orElse(0L));
    head.put(SOURCE_DIGEST, delta.source().map(DeltaSource::digest).orElse(NO_DIGEST).bytes());
    head.putLong(TARGET_SIZE, delta.target().size());
    head.put(TARGET_DIGEST, delta.target().digest().bytes());
    switch (delta.target()) {
      case DeltaTarget.FileSystem(RootHash _, VeritySuperblock superblock) -> {
        head.putInt(KIND, FILE_SYSTEM);
        head.slice(UUID_BYTES, 16)
            .putLong(superblock.uuid().getMostSignificantBits())
            .putLong(superblock.uuid().getLeastSignificantBits());
        head.slice(SALT, DeltaTarget.FileSystem.SALT).put(superblock.salt().duplicate());
      }
      case DeltaTarget.File _ -> head.putInt(KIND, FILE);
    }
    head.putLong(PAYLOAD_SIZE, delta.payloadSize()).position(OPERATIONS);
    delta.operations().forEach(operation -> OperationFormat.write(operation, head));
    return head.flip();
  }
}
