package dev.carafe.node.update.fetch;

import dev.carafe.trust.tuf.SlowRetrievalException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A file that several servers have, read in parts in ascending order. A part that breaks off is
/// gone on with where it was, from the same server or the next.
///
/// While a part is read, the connection's own buffers are filled with what comes next: so much is
/// fetched ahead, and no more.
///
/// For one thread.
final class RemoteFile {
  private static final int CHUNK = 64 << 10;

  private final String path;
  private final Servers servers;
  private final RateLimit limit;
  private final byte[] chunk = new byte[CHUNK];
  private Optional<Part> part = Optional.empty();

  /// What is being read.
  private static final class Part {
    private final InputStream in;
    private final long end;
    private long at;

    Part(InputStream in, long at, long end) {
      this.in = in;
      this.at = at;
      this.end = end;
    }
  }

  /// @param path below the servers' addresses
  RemoteFile(String path, Servers servers, RateLimit limit) {
    this.path = path;
    this.servers = servers;
    this.limit = limit;
  }

  /// Fills `target` with what stands from a byte on.
  ///
  /// @param until the byte up to which more is going to be read without a gap
  /// @throws dev.carafe.node.update.FailedUpdateException where no server gives it
  void read(ByteBuffer target, long from, long until) {
    long at = from;
    while (target.hasRemaining()) {
      try {
        Part current = part(at, until);
        int count = current.in.read(chunk, 0, Math.min(chunk.length, target.remaining()));
        if (count < 0) {
          throw new EOFException(path + " ends at byte " + at);
        }
        target.put(chunk, 0, count);
        at += count;
        current.at = at;
        servers.gave();
      } catch (IOException | SlowRetrievalException e) {
        close();
        servers.failed(e);
      }
    }
  }

  private Part part(long at, long until) throws IOException {
    Optional<Part> there = part.filter(open -> open.at == at && at < open.end);
    if (there.isPresent()) {
      return there.get();
    }
    close();
    Part opened = new Part(limit.over(servers.current().open(path, at, until)), at, until);
    part = Optional.of(opened);
    return opened;
  }

  /// Asks the next server from now on: what this one gives is not the file.
  ///
  /// @return whether there is one
  boolean distrust() {
    close();
    return servers.next("it gives something else");
  }

  /// Lets go of the server.
  void close() {
    Optional<Part> open = part;
    part = Optional.empty();
    if (open.isPresent()) {
      try {
        open.get().in.close();
      } catch (IOException _) {
        // it was not needed any more
      }
    }
  }
}
