package dev.carafe.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {

  @Test
  void readsRequestsOneAfterTheOther() throws Exception {
    RequestReader reader =
        reader(
            "GET /os?prefix=a HTTP/1.1\r\nHost: x\r\nA: 1\r\na:2\r\n\r\nHEAD / HTTP/1.1\r\nHost:\r\n\r\n");
    assertThat(reader.next())
        .contains(new Request("GET", "/os", "prefix=a", Map.of("host", "x", "a", "1, 2")));
    assertThat(reader.next()).contains(new Request("HEAD", "/", "", Map.of("host", "")));
    assertThat(reader.next()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.0\r\nHost: x\r\n\r\n",
        "GET /\r\nHost: x\r\n\r\n",
        "GET  / HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET http://x/ HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\ny: z\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
      })
  void refusesWhatTwoReadersCouldUnderstandDifferently(String text) {
    assertThatThrownBy(() -> reader(text).next()).isInstanceOf(RefusedRequest.class);
  }

  @Test
  void refusesAHeadWithoutEnd() {
    assertThatThrownBy(
            () -> reader("GET / HTTP/1.1\r\nA: " + "x".repeat(RequestReader.LARGEST_HEAD)).next())
        .isInstanceOf(RefusedRequest.class)
        .hasMessageContaining("8192");
  }

  private static RequestReader reader(String text) {
    return new RequestReader(
        Channels.newChannel(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1))));
  }
}
