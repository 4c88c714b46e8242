package dev.carafe.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A client of the API on a Unix-domain socket, which sends what Bottlerocket's sends: the headers
/// of hyper, a connection for each request. It shares no code with the server.
@SuppressWarnings("exports") // of tests alone
public record SocketClient(Path socket) {

  /// What came back.
  ///
  /// @param headers by name in lower case
  public record Answer(int status, Map<String, String> headers, String body) {

    public Answer {
      headers = Map.copyOf(headers);
    }

    public String type() {
      return headers.getOrDefault("content-type", "");
    }

    public Json json() {
      return JsonReader.read(body);
    }

    /// A good answer that is a list of texts.
    public List<String> texts() {
      assertThat(status).as(body).isEqualTo(200);
      return texts(json());
    }

    static List<String> texts(Json list) {
      return ((Json.Array) list)
          .elements().stream().map(element -> ((Json.Text) element).value()).toList();
    }
  }

  /// A good answer in JSON.
  public Json json(String target) throws IOException {
    Answer answer = get(target);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.type()).isEqualTo("application/json");
    return answer.json();
  }

  /// Sets, commits and applies.
  ///
  /// @param settings JSON with single quotes
  public void commit(String settings) throws IOException {
    Answer staged = patch("/settings?tx=test", settings.replace('\'', '"'));
    assertThat(staged.status()).as(staged.body()).isEqualTo(204);
    assertThat(post("/tx/commit_and_apply?tx=test").status()).isEqualTo(200);
  }

  public Answer get(String target) throws IOException {
    return send("GET", target, Optional.empty());
  }

  public Answer delete(String target) throws IOException {
    return send("DELETE", target, Optional.empty());
  }

  public Answer post(String target) throws IOException {
    return send("POST", target, Optional.empty());
  }

  public Answer patch(String target, String body) throws IOException {
    return send("PATCH", target, Optional.of(body));
  }

  Answer send(String method, String target, Optional<String> body) throws IOException {
    return exchange(request(method, target, body.map(s -> s.getBytes(StandardCharsets.UTF_8))));
  }

  /// A request as it is on the wire.
  byte[] request(String method, String target, Optional<byte[]> body) {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    head.append("content-type: application/json\r\n");
    head.append("host: 2f72756e2f6170692e736f636b:0\r\n");
    body.ifPresent(bytes -> head.append("content-length: ").append(bytes.length).append("\r\n"));
    if (body.isEmpty() && !method.equals("GET")) {
      head.append("content-length: 0\r\n");
    }
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    body.ifPresent(request::writeBytes);
    return request.toByteArray();
  }

  /// Sends bytes and reads one answer.
  Answer exchange(byte[] request) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      Channels.newOutputStream(channel).write(request);
      InputStream in = Channels.newInputStream(channel);
      return read(in, !new String(request, 0, 4, StandardCharsets.US_ASCII).equals("HEAD"));
    }
  }

  private static Answer read(InputStream in, boolean withBody) throws IOException {
    String[] words = line(in).split(" ", 3);
    if (words.length != 3 || !words[0].equals("HTTP/1.1")) {
      throw new IOException("no status line: " + String.join(" ", words));
    }
    int status = Integer.parseInt(words[1]);
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(": ");
      headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 2));
    }
    return new Answer(status, headers, withBody && status != 204 ? body(in, headers) : "");
  }

  /// The body; nothing of one that has no end.
  private static String body(InputStream in, Map<String, String> headers) throws IOException {
    if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
      return "";
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "-1"));
    if (length < 0) {
      throw new IOException("no length: " + headers);
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length != length) {
      throw new IOException("the body ends after " + bytes.length + " of " + length + " bytes");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// A line without its end.
  static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("the connection ends after '" + line + "'");
      }
      line.write(b);
    }
    String text = line.toString(StandardCharsets.UTF_8);
    if (!text.endsWith("\r")) {
      throw new IOException("a line ends without CR: " + text);
    }
    return text.substring(0, text.length() - 1);
  }
}
