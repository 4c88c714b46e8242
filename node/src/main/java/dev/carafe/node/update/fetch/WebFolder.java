package dev.carafe.node.update.fetch;

import dev.carafe.node.web.Call;
import dev.carafe.node.web.OpenAnswer;
import dev.carafe.node.web.WayOut;
import dev.carafe.node.web.WebClient;
import dev.carafe.trust.tuf.Pace;
import dev.carafe.trust.tuf.PacedSource;
import dev.carafe.trust.tuf.Source;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Files on a web server, below an address. A server that is slower than a pace is given up.
///
/// For one thread.
final class WebFolder implements Source {
  private static final int OK = 200;
  private static final int PART = 206;
  private static final int FORBIDDEN = 403;
  private static final int MISSING = 404;
  private static final int GONE = 410;
  private static final int CHUNK = 64 << 10;
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes ([0-9]{1,18})-");

  private final String base;
  private final String query;
  private final WayOut way;
  private final Pace pace;

  /// One for all files, so that connections are used again.
  private Optional<WebClient> client = Optional.empty();

  /// @param base the address, with or without a slash at its end
  /// @param query what is added behind `?`; perhaps nothing
  WebFolder(String base, String query, WayOut way, Pace pace) {
    this.base = base;
    this.query = query;
    this.way = way;
    this.pace = pace;
  }

  @Override
  public InputStream open(String path) throws IOException {
    return new PacedSource(whole -> answered(whole, Call.get(address(whole))).body(), pace)
        .open(path);
  }

  /// Opens a file at a byte. What a server sends before that, since it gives no parts, is passed
  /// over.
  ///
  /// @param until the byte up to which it is going to be read; more may come
  InputStream open(String path, long from, long until) throws IOException {
    Call call = Call.get(address(path)).with("Range", "bytes=%d-%d".formatted(from, until - 1));
    AtomicLong start = new AtomicLong();
    InputStream in =
        new PacedSource(
                part -> {
                  OpenAnswer answer = answered(part, call);
                  start.set(start(answer));
                  return answer.body();
                },
                pace)
            .open(path);
    try {
      passOver(in, from - start.get(), path);
      return in;
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static void passOver(InputStream in, long count, String path) throws IOException {
    if (count < 0) {
      throw new IOException(
          "the server leaves out %d bytes of %s that were asked for".formatted(-count, path));
    }
    byte[] chunk = new byte[CHUNK];
    for (long left = count; left > 0; ) {
      int read = in.read(chunk, 0, (int) Math.min(chunk.length, left));
      if (read < 0) {
        throw new EOFException(path + " ends " + left + " bytes too early");
      }
      left -= read;
    }
  }

  private OpenAnswer answered(String path, Call call) throws IOException {
    OpenAnswer answer = client(call.address()).open(call);
    int status = answer.status();
    if (status == OK || status == PART) {
      return answer;
    }
    answer.close();
    if (status == FORBIDDEN || status == MISSING || status == GONE) {
      throw new NoSuchFileException(path, null, "the server answers with status " + status);
    }
    throw new IOException("the server answers with status " + status + " for " + path);
  }

  private WebClient client(URI address) throws IOException {
    WebClient made = client.isPresent() ? client.get() : way.to(address);
    client = Optional.of(made);
    return made;
  }

  /// Where the body begins in the file.
  ///
  /// Source: [RFC 9110](https://www.rfc-editor.org/rfc/rfc9110#section-14.4), 14.4 "Content-Range".
  private static long start(OpenAnswer answer) throws IOException {
    if (answer.status() != PART) {
      return 0;
    }
    String range = answer.field("Content-Range").orElse("nothing");
    Matcher matcher = CONTENT_RANGE.matcher(range);
    if (!matcher.lookingAt()) {
      answer.close();
      throw new IOException("the server sends a part, and says '" + range + "' of where it begins");
    }
    return Long.parseLong(String.valueOf(matcher.group(1)));
  }

  private URI address(String path) throws IOException {
    try {
      URI folder = URI.create(base);
      if (("http".equals(folder.getScheme()) || "https".equals(folder.getScheme()))
          && folder.getHost() != null
          && folder.getRawQuery() == null) {
        String slash = base.endsWith("/") ? "" : "/";
        return URI.create(base + slash + path + (query.isEmpty() ? "" : "?" + query));
      }
    } catch (IllegalArgumentException _) {
      // said below
    }
    throw new IOException(
        "expected an address that begins with http:// or https:// and has no '?', found " + base);
  }

  /// The address.
  @Override
  public String toString() {
    return base;
  }
}
