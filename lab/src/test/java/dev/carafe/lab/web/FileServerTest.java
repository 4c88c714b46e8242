package dev.carafe.lab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileServerTest {
  @TempDir private Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private FileServer server;

  @BeforeEach
  void start() throws IOException {
    Path served = Files.createDirectories(folder.resolve("served/x"));
    Files.writeString(served.resolve("a b.raw"), "0123456789");
    Files.writeString(served.resolve("empty.json"), "");
    Files.writeString(folder.resolve("secret"), "not yours");
    server = FileServer.start(folder.resolve("served"), 0);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private HttpResponse<String> ask(String method, String path, String... fields)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (fields.length > 0) {
      request.headers(fields);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void filesAreGivenAsTheyAre() throws IOException, InterruptedException {
    HttpResponse<String> answer = ask("GET", "/x/a%20b.raw");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("0123456789");
    assertThat(answer.headers().firstValue("Accept-Ranges")).contains("bytes");
    HttpResponse<String> empty = ask("GET", "/x/empty.json");
    assertThat(empty.statusCode()).isEqualTo(200);
    assertThat(empty.body()).isEmpty();
    assertThat(empty.headers().firstValue("Content-Type")).contains("application/json");
  }

  @Test
  void partsAreGivenToThoseWhoAskForThem() throws IOException, InterruptedException {
    HttpResponse<String> answer = ask("GET", "/x/a%20b.raw", "Range", "bytes=3-5");
    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.body()).isEqualTo("345");
    assertThat(answer.headers().firstValue("Content-Range")).contains("bytes 3-5/10");
    HttpResponse<String> beyond = ask("GET", "/x/a%20b.raw", "Range", "bytes=10-");
    assertThat(beyond.statusCode()).isEqualTo(416);
    assertThat(beyond.headers().firstValue("Content-Range")).contains("bytes */10");
  }

  @Test
  void aQuestionForTheHeadGetsTheLengthOnly() throws IOException, InterruptedException {
    HttpResponse<String> answer = ask("HEAD", "/x/a%20b.raw");
    assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(10);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void nothingElseIsGiven() throws IOException, InterruptedException {
    for (String path : new String[] {"/", "/x", "/y", "/%2E%2E/secret", "/x/..%2F..%2Fsecret"}) {
      assertThat(ask("GET", path).statusCode()).as(path).isEqualTo(404);
    }
    assertThat(ask("POST", "/x/a%20b.raw").statusCode()).isEqualTo(405);
  }

  @Test
  void aPortThatIsTakenIsSaidToBe() {
    assertThatThrownBy(() -> FileServer.start(folder, server.port()))
        .isInstanceOf(BindException.class);
  }
}
