package dev.carafe.image.content;

import dev.carafe.image.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Fetches content over HTTP into a [ContentCache].
///
/// A transfer that breaks goes on where it stopped, in the same run or in the next one. It is tried
/// again, each time after a longer pause, until one pause after another brought no byte more. What
/// arrives is digested before it gets its name. Safe for use by several threads and processes.
///
/// Source: [RFC 9110, section 14](https://www.rfc-editor.org/rfc/rfc9110#section-14) (ranges).
public final class Downloader {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration GLANCE = Duration.ofSeconds(5);
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofMillis(300),
          Duration.ofSeconds(1),
          Duration.ofSeconds(3),
          Duration.ofSeconds(9));

  private final ContentCache cache;
  private final Network network;
  private final List<Duration> pauses;
  private final HttpClient client;

  public Downloader(ContentCache cache, Network network) {
    this(cache, network, PAUSES);
  }

  Downloader(ContentCache cache, Network network, List<Duration> pauses) {
    this.cache = cache;
    this.network = network;
    this.pauses = List.copyOf(pauses);
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(PATIENCE)
            .proxy(new EnvironmentProxy(System.getenv()).selector())
            .build();
  }

  /// Where it fetches to.
  public ContentCache cache() {
    return cache;
  }

  /// Whether it may use the network.
  public Network network() {
    return network;
  }

  /// Ends at once where work offline cannot succeed.
  ///
  /// @throws OfflineException naming everything that is not in the cache
  public void demandWithin(List<Download> downloads) {
    if (network == Network.OFFLINE) {
      List<String> missing =
          downloads.stream()
              .filter(download -> cache.find(download.digest(), download.size()).isEmpty())
              .map(Download::name)
              .toList();
      if (!missing.isEmpty()) {
        throw new OfflineException(missing);
      }
    }
  }

  /// The file with a download's content, from the cache or else from its server.
  public Path fetch(Download download, Progress.Task task) {
    Optional<Path> known = cache.find(download.digest(), download.size());
    if (known.isPresent()) {
      task.advance(download.size());
      return known.get();
    }
    demandWithin(List.of(download));
    try (CacheLock _ = cache.lock(download.digest())) {
      return cache
          .find(download.digest(), download.size())
          .orElseGet(() -> transfer(download, task));
    }
  }

  /// A small text that nothing vouches for yet.
  ///
  /// @param limit the most bytes it may have
  public byte[] fetchUnverified(URI uri, int limit) {
    if (network == Network.OFFLINE) {
      throw new OfflineException(List.of(uri.toString()));
    }
    return retrying(uri, () -> body(uri, limit), () -> 0);
  }

  /// Whether a server answers at all, asked once and not for long.
  public boolean reaches(URI uri) {
    try (InputStream body = send(request(uri).timeout(GLANCE).build()).body()) {
      return body != null;
    } catch (IOException | DownloadException _) {
      return false;
    }
  }

  private byte[] body(URI uri, int limit) throws IOException {
    HttpResponse<InputStream> response = send(request(uri).build());
    try (InputStream body = response.body()) {
      demandStatus(uri, response.statusCode(), 200);
      byte[] bytes = body.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw new DownloadException(uri, "expected at most %d bytes, found more".formatted(limit));
      }
      return bytes;
    }
  }

  /// Fetches into the part file and puts it into the cache. A part that an earlier run left may be
  /// wrong, so a mismatch after a resumption is tried once more from nothing.
  private Path transfer(Download download, Progress.Task task) {
    Path part = cache.part(download.digest());
    boolean resumed = length(part) > 0;
    try {
      return complete(download, part, task);
    } catch (DigestMismatchException e) {
      if (!resumed) {
        throw e;
      }
      return complete(download, part, task);
    }
  }

  private Path complete(Download download, Path part, Progress.Task task) {
    task.advance(Math.min(length(part), download.size()));
    retrying(
        download.uri(),
        () -> {
          receive(download, part, task);
          return part;
        },
        () -> length(part));
    return cache.put(
        "%s from %s".formatted(download.name(), download.uri()), part, download.digest());
  }

  /// Brings the part file to the download's size, or throws.
  private void receive(Download download, Path part, Progress.Task task) throws IOException {
    long have = length(part);
    if (have == download.size() && have > 0) {
      return;
    }
    if (have > download.size()) {
      remove(part);
      have = 0;
    }
    HttpRequest.Builder request = request(download.uri());
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
    }
    HttpResponse<InputStream> response = send(request.build());
    try (StallGuard body = new StallGuard(response.body(), PATIENCE)) {
      if (response.statusCode() == 416) {
        remove(part);
        throw new IOException("the server has no byte %d of it".formatted(have));
      }
      demandStatus(download.uri(), response.statusCode(), have > 0 ? 206 : 200);
      append(body, download, part, response.statusCode() == 206, task);
    }
    if (length(part) < download.size()) {
      throw new IOException("expected %d bytes, found %d".formatted(download.size(), length(part)));
    }
  }

  private void append(
      StallGuard body, Download download, Path part, boolean resuming, Progress.Task task)
      throws IOException {
    long have = resuming ? length(part) : 0;
    byte[] buffer = new byte[1 << 16];
    try (OutputStream out = open(part, resuming)) {
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        have += n;
        if (have > download.size()) {
          throw new SizeMismatchException(
              "%s from %s".formatted(download.name(), download.uri()), download.size(), have);
        }
        write(out, buffer, n, part);
        task.advance(n);
      }
    }
  }

  /// Tries until it succeeds, or until each pause in turn was made without a byte of progress.
  private <T> T retrying(URI uri, Attempt<T> attempt, LongSupplier progress) {
    int failures = 0;
    long best = progress.getAsLong();
    while (true) {
      try {
        return attempt.run();
      } catch (IOException e) {
        if (progress.getAsLong() > best) {
          best = progress.getAsLong();
          failures = 0;
        }
        if (failures == pauses.size()) {
          throw new DownloadException(uri, reason(e), e);
        }
        pause(uri, pauses.get(failures++));
      }
    }
  }

  private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      throw interrupted(request.uri(), e);
    }
  }

  private static HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri).timeout(PATIENCE).header("User-Agent", "carafe");
  }

  /// A server's trouble (5xx) passes perhaps; everything else does not.
  private static void demandStatus(URI uri, int status, int expected) throws IOException {
    if (status >= 500) {
      throw new IOException("the server answered status " + status);
    }
    if (status != 200 && status != expected) {
      throw new DownloadException(uri, "expected status %d, found %d".formatted(expected, status));
    }
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private static void pause(URI uri, Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      throw interrupted(uri, e);
    }
  }

  private static DownloadException interrupted(URI uri, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new DownloadException(uri, "interrupted", e);
  }

  private static long length(Path part) {
    try {
      return Files.exists(part) ? Files.size(part) : 0;
    } catch (IOException e) {
      throw new CacheException("read", part, e);
    }
  }

  private static void remove(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new CacheException("delete", part, e);
    }
  }

  private static OutputStream open(Path part, boolean resuming) {
    try {
      Files.createDirectories(part.getParent());
      return Files.newOutputStream(
          part,
          StandardOpenOption.CREATE,
          resuming ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException e) {
      throw new CacheException("write", part, e);
    }
  }

  /// Kept apart from reading: a full disk is not a lost network.
  private static void write(OutputStream out, byte[] buffer, int length, Path part) {
    try {
      out.write(buffer, 0, length);
    } catch (IOException e) {
      throw new CacheException("write", part, e);
    }
  }

  private interface Attempt<T> {
    T run() throws IOException;
  }
}
