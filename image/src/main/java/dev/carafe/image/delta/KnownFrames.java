package dev.carafe.image.delta;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.disk.delta.Delta;
import dev.carafe.disk.delta.DeltaFormat;
import dev.carafe.disk.delta.Operation;
import dev.carafe.disk.delta.Payload;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The frames of whole payloads that are there already, by the digests of what they make: what has
/// not changed since need not be packed again.
public final class KnownFrames implements AutoCloseable {
  private final List<FileChannel> files = new ArrayList<>();
  private final Map<Sha256, Frame> frames = new HashMap<>();

  private KnownFrames() {}

  /// @param payload in which it is
  private record Frame(ByteSource payload, Payload place) {}

  /// Of payloads; only what is literal in them counts.
  ///
  /// @throws dev.carafe.disk.delta.BadDeltaException if one is none
  public static KnownFrames of(List<Path> payloads) throws IOException {
    KnownFrames known = new KnownFrames();
    try {
      for (Path payload : payloads) {
        known.add(FileChannel.open(payload));
      }
    } catch (IOException | RuntimeException e) {
      known.close();
      throw e;
    }
    return known;
  }

  private void add(FileChannel file) throws IOException {
    files.add(file);
    ByteSource whole = ByteSource.of(file);
    Delta delta = DeltaFormat.read(whole);
    ByteSource payload = DeltaFormat.payload(whole, delta);
    for (Operation operation : delta.operations()) {
      if (operation instanceof Operation.Literal literal) {
        frames.putIfAbsent(literal.digest(), new Frame(payload, literal.frame()));
      }
    }
  }

  /// The frame that makes a content, if one is known and not damaged.
  Optional<byte[]> find(Sha256 content) throws IOException {
    Frame frame = frames.get(content);
    if (frame == null) {
      return Optional.empty();
    }
    byte[] bytes = frame.payload.read(frame.place.offset(), frame.place.size()).array();
    return Optional.of(bytes).filter(found -> Sha256.of(found).equals(frame.place.digest()));
  }

  @Override
  public void close() throws IOException {
    for (FileChannel file : files) {
      file.close();
    }
  }
}
