package dev.carafe.cli.tuf;

import dev.carafe.trust.tuf.Pace;
import dev.carafe.trust.tuf.PacedSource;
import dev.carafe.trust.tuf.Source;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.NoSuchFileException;
import java.util.Set;

/// The files below a URL.
public final class HttpSource implements Source {
  private static final int FOUND = 200;

  /// Some stores of files say that one may not see what is not there.
  private static final Set<Integer> MISSING = Set.of(403, 404, 410);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();
  private final URI base;

  /// @param base with a slash at its end
  private HttpSource(URI base) {
    this.base = base;
  }

  /// The files below a URL, from a server that may not be slower than a pace.
  ///
  /// @param base with or without a slash at its end
  public static Source at(URI base, Pace pace) {
    URI folder = base.toString().endsWith("/") ? base : URI.create(base + "/");
    return new PacedSource(new HttpSource(folder), pace);
  }

  /// @throws FetchException if the server does not answer, or does not want to
  @Override
  public InputStream open(String path) throws IOException {
    URI uri = URI.create(base + path);
    HttpResponse<InputStream> response = ask(uri);
    if (response.statusCode() == FOUND) {
      return response.body();
    }
    response.body().close();
    if (MISSING.contains(response.statusCode())) {
      throw new NoSuchFileException(uri.toString());
    }
    throw new FetchException(uri, "it answers with status " + response.statusCode());
  }

  private HttpResponse<InputStream> ask(URI uri) throws IOException {
    try {
      return client.send(
          HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FetchException(uri, "interrupted", e);
    } catch (IOException e) {
      throw new FetchException(uri, e.getClass().getSimpleName(), e);
    }
  }
}
