package dev.carafe.disk.delta;

import dev.carafe.disk.bytes.Sha256;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// An operation in the head of a delta. Where it and its frame begin is not written: each follows
/// on the one before.
final class OperationFormat {
  // What an operation does.
  private static final int COPY = 0;
  private static final int ZERO = 1;
  private static final int LITERAL = 2;
  private static final int PATCH = 3;

  private static final int FIXED = 8;
  private static final int DIGEST = 32;
  private static final int FRAME = 4 + DIGEST;
  private static final int EXTENT = 8;

  private OperationFormat() {}

  static int size(Operation operation) {
    return FIXED
        + (operation instanceof Operation.Zero ? 0 : DIGEST)
        + (operation.payload().isPresent() ? FRAME : 0)
        + operation.source().size() * EXTENT;
  }

  static void write(Operation operation, ByteBuffer head) {
    int kind = kind(operation);
    head.putShort((short) kind).putShort((short) operation.source().size());
    head.putInt(operation.destination().count());
    if (kind != ZERO) {
      head.put(operation.digest().bytes());
    }
    operation.payload().ifPresent(frame -> head.putInt(frame.size()).put(frame.digest().bytes()));
    for (Extent extent : operation.source()) {
      head.putInt((int) extent.first()).putInt(extent.count());
    }
  }

  private static int kind(Operation operation) {
    return switch (operation) {
      case Operation.Copy _ -> COPY;
      case Operation.Zero _ -> ZERO;
      case Operation.Literal _ -> LITERAL;
      case Operation.Patch _ -> PATCH;
    };
  }

  /// Reads operations in their order.
  static final class Reader {
    private final ByteBuffer head;
    private long block;
    private long frame;

    Reader(ByteBuffer head) {
      this.head = head;
    }

    /// The next one.
    ///
    /// @throws IllegalArgumentException where it says what cannot be
    Operation next() {
      int kind = Short.toUnsignedInt(head.getShort());
      int extents = Short.toUnsignedInt(head.getShort());
      Extent destination = new Extent(block, head.getInt());
      block = destination.end();
      return switch (kind) {
        case COPY -> new Operation.Copy(destination, digest(), source(extents));
        case ZERO -> new Operation.Zero(destination);
        case LITERAL -> new Operation.Literal(destination, digest(), payload());
        case PATCH -> {
          Sha256 digest = digest();
          Payload payload = payload();
          yield new Operation.Patch(destination, digest, source(extents), payload);
        }
        default -> throw new IllegalArgumentException("expected kind 0, 1, 2 or 3, found " + kind);
      };
    }

    private Payload payload() {
      int size = head.getInt();
      Payload payload = new Payload(frame, size, digest());
      frame = payload.end();
      return payload;
    }

    private List<Extent> source(int count) {
      List<Extent> extents = new ArrayList<>();
      while (extents.size() < count) {
        long first = Integer.toUnsignedLong(head.getInt());
        extents.add(new Extent(first, head.getInt()));
      }
      return extents;
    }

    private Sha256 digest() {
      byte[] raw = new byte[DIGEST];
      head.get(raw);
      return Sha256.of(raw, 0);
    }
  }
}
