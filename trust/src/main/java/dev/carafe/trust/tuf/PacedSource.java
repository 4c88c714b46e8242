package dev.carafe.trust.tuf;

import java.io.IOException;
import java.io.InputStream;

/// Another source, which is given up once it falls behind a pace: while a file is opened, and while
/// it is read. The time that the reader takes does not count.
///
/// Source: [TUF, "Security"](https://theupdateframework.io/docs/security/), "Slow retrieval
/// attacks".
public final class PacedSource implements Source {
  private final Source source;
  private final Pace pace;

  /// @param source whose calls may take as long as they like; they are interrupted
  public PacedSource(Source source, Pace pace) {
    this.source = source;
    this.pace = pace;
  }

  /// @throws SlowRetrievalException if it takes too long, here or when the file is read
  @Override
  public InputStream open(String path) throws IOException {
    InputStream opened = new Patience(path, pace).await(() -> source.open(path));
    return new PacedStream(opened, new Patience(path, pace));
  }

  /// A file that is read at a pace.
  private static final class PacedStream extends InputStream {
    private final InputStream in;
    private final Patience patience;

    PacedStream(InputStream in, Patience patience) {
      this.in = in;
      this.patience = patience;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = patience.await(() -> in.read(buffer, offset, length));
      if (count >= 0) {
        patience.arrived(count);
      }
      return count;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
