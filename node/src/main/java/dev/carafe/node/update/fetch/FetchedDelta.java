package dev.carafe.node.update.fetch;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.disk.delta.Delta;
import dev.carafe.disk.delta.DeltaFormat;
import dev.carafe.disk.delta.DeltaPlan;
import dev.carafe.node.update.FailedUpdateException;
import dev.carafe.trust.release.Artifact;
import dev.carafe.trust.release.Head;
import java.nio.ByteBuffer;
import java.util.List;

/// A delta on servers far away.
///
/// @param headSize how many bytes stand before the payload
record FetchedDelta(RemoteFile file, long headSize, Delta delta) implements RemoteDelta {

  /// Fetches the head, from the first server that gives the right one.
  ///
  /// @throws FailedUpdateException where no server gives it, or it is not that of the artifact
  static FetchedDelta open(RemoteFile file, Artifact artifact, Head head) {
    ByteBuffer bytes = ByteBuffer.allocate(head.size());
    while (true) {
      file.read(bytes.clear(), 0, head.size());
      Sha256 found = Sha256.of(bytes.flip());
      if (found.hex().equals(head.sha256())) {
        return of(file, artifact, bytes);
      }
      if (!file.distrust()) {
        throw new FailedUpdateException(
            "could not trust %s: expected a head with digest %s, found %s"
                .formatted(artifact.target(), head.sha256(), found));
      }
    }
  }

  private static FetchedDelta of(RemoteFile file, Artifact artifact, ByteBuffer head) {
    Delta delta = DeltaFormat.read(head);
    long size = head.remaining() + delta.payloadSize();
    if (size != artifact.size()) {
      throw new FailedUpdateException(
          "could not use %s: expected %d bytes as the release says, found a head that speaks of %d"
              .formatted(artifact.target(), artifact.size(), size));
    }
    return new FetchedDelta(file, head.remaining(), delta);
  }

  @Override
  public ByteSource payload(DeltaPlan plan) {
    return new Frames(plan.ranges());
  }

  @Override
  public boolean distrust() {
    return file.distrust();
  }

  @Override
  public void close() {
    file.close();
  }

  /// The bytes behind the head. Those that a plan needs one after another are asked for at once.
  private final class Frames implements ByteSource {
    private final List<DeltaPlan.Range> ranges;

    Frames(List<DeltaPlan.Range> ranges) {
      this.ranges = List.copyOf(ranges);
    }

    @Override
    public long size() {
      return delta.payloadSize();
    }

    @Override
    public void fill(ByteBuffer target, long offset) {
      file.read(target, headSize + offset, headSize + end(offset, target.remaining()));
    }

    private long end(long offset, int size) {
      for (DeltaPlan.Range range : ranges) {
        if (range.offset() <= offset && offset + size <= range.offset() + range.size()) {
          return range.offset() + range.size();
        }
      }
      return offset + size;
    }
  }
}
