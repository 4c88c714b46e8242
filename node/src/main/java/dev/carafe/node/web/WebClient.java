package dev.carafe.node.web;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// Calls HTTP servers by the JDK's oldest client, the only one in `java.base`. Redirects are not
/// followed, and an answer that was cut off is none.
public final class WebClient {
  private static final int MOST_BYTES = (1 << 20) + 1;
  private static final int CHUNK = 8192;

  private final Proxy proxy;
  private final TimeLimits limits;
  private final Optional<SSLSocketFactory> sockets;

  private WebClient(Proxy proxy, TimeLimits limits, Optional<SSLSocketFactory> sockets) {
    this.proxy = proxy;
    this.limits = limits;
    this.sockets = sockets;
  }

  /// Without a proxy, whatever the environment says.
  public static WebClient direct(TimeLimits limits) {
    return new WebClient(Proxy.NO_PROXY, limits, Optional.empty());
  }

  public static WebClient through(Proxy proxy, TimeLimits limits) {
    return new WebClient(proxy, limits, Optional.empty());
  }

  /// The same, with these sockets for HTTPS, which trust as [Authorities] says.
  public WebClient with(SSLSocketFactory trusting) {
    return new WebClient(proxy, limits, Optional.of(trusting));
  }

  /// Calls once. Any status is an answer.
  ///
  /// @throws IOException if there is no answer: its message is the end of a sentence
  public Answer send(Call call) throws IOException {
    long end = System.nanoTime() + limits.whole().toNanos();
    try (OpenAnswer answer = open(call)) {
      return new Answer(answer.status(), answer.fields(), read(answer.body(), end));
    }
  }

  /// Calls once, for an answer that may be as long as it likes. Any status is one.
  ///
  /// @throws IOException if there is no answer: its message is the end of a sentence
  public OpenAnswer open(Call call) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) call.address().toURL().openConnection(proxy);
    try {
      prepare(connection, call);
      connect(connection);
      return exchange(connection, call);
    } catch (IOException e) {
      connection.disconnect();
      throw e;
    }
  }

  private void prepare(HttpURLConnection connection, Call call) throws IOException {
    connection.setConnectTimeout(Math.toIntExact(limits.connect().toMillis()));
    connection.setReadTimeout(Math.toIntExact(limits.silence().toMillis()));
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestMethod(call.method());
    connection.setRequestProperty("User-Agent", "carafe");
    connection.setRequestProperty("Accept", "*/*");
    call.fields().forEach(connection::setRequestProperty);
    connection.setDoOutput(!call.method().equals("GET"));
    if (connection instanceof HttpsURLConnection secure && sockets.isPresent()) {
      secure.setSSLSocketFactory(sockets.get());
    }
  }

  private void connect(HttpURLConnection connection) throws IOException {
    try {
      connection.connect();
    } catch (SocketTimeoutException _) {
      throw new SocketTimeoutException("no connection in " + seconds(limits.connect()));
    }
  }

  private OpenAnswer exchange(HttpURLConnection connection, Call call) throws IOException {
    try {
      if (connection.getDoOutput()) {
        try (OutputStream out = connection.getOutputStream()) {
          out.write(call.body().getBytes(StandardCharsets.UTF_8));
        }
      }
      int status = connection.getResponseCode();
      if (status < 0) {
        throw new IOException("what answers is no HTTP server");
      }
      return new OpenAnswer(status, fields(connection), new Body(body(connection, status)));
    } catch (SocketTimeoutException _) {
      throw silence();
    }
  }

  private static InputStream body(HttpURLConnection connection, int status) throws IOException {
    @Nullable InputStream errors = connection.getErrorStream();
    if (errors != null) {
      return errors;
    }
    return status >= 400 ? InputStream.nullInputStream() : connection.getInputStream();
  }

  /// A body that tells how long it was waited for; the JDK throws where it was cut off.
  private final class Body extends FilterInputStream {
    Body(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        return super.read(buffer, offset, length);
      } catch (SocketTimeoutException _) {
        throw silence();
      }
    }
  }

  private SocketTimeoutException silence() {
    return new SocketTimeoutException("no answer in " + seconds(limits.silence()));
  }

  private byte[] read(InputStream in, long end) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
      body.write(chunk, 0, count);
      if (body.size() > MOST_BYTES) {
        throw new AnswerTooLargeException(MOST_BYTES - 1);
      }
      if (System.nanoTime() - end > 0) {
        throw new IOException("the answer is not complete in " + seconds(limits.whole()));
      }
    }
    return body.toByteArray();
  }

  private static Map<String, String> fields(HttpURLConnection connection) {
    Map<String, String> fields = new HashMap<>();
    for (Map.Entry<@Nullable String, List<String>> field :
        connection.getHeaderFields().entrySet()) {
      String name = field.getKey();
      if (name != null) { // the status line has none
        fields.put(name.toLowerCase(Locale.ROOT), field.getValue().getFirst());
      }
    }
    return fields;
  }

  private static String seconds(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }
}
