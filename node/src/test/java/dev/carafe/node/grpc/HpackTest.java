package dev.carafe.node.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.node.RandomText;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class HpackTest {

  @Test
  void readsTheSpecificationsRequestWithHuffmanCode() { // RFC 7541, C.4.1
    assertThat(decode("828684418cf1e3c2e5f23a6ba0ab90f4ff"))
        .containsExactly(
            new Header(":method", "GET"),
            new Header(":scheme", "http"),
            new Header(":path", "/"),
            new Header(":authority", "www.example.com"));
  }

  @Test
  void readsTheSpecificationsResponseWithHuffmanCode() { // RFC 7541, C.6.1
    assertThat(
            decode(
                "488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff"
                    + "6e919d29ad171863c78f0b97c8e9ae82ae43d3"))
        .containsExactly(
            new Header(":status", "302"),
            new Header("cache-control", "private"),
            new Header("date", "Mon, 21 Oct 2013 20:13:21 GMT"),
            new Header("location", "https://www.example.com"));
  }

  @Test
  void readsTheSpecificationsLiteralWithoutIndexing() { // RFC 7541, C.2.2
    assertThat(decode("040c2f73616d706c652f70617468"))
        .containsExactly(new Header(":path", "/sample/path"));
  }

  @Test
  void skipsAnUpdateOfTheTableSize() {
    assertThat(decode("2088")).containsExactly(new Header(":status", "200"));
  }

  @Test
  void refusesAFieldOfADynamicTable() {
    assertThatThrownBy(() -> decode("be"))
        .isInstanceOf(BrokenStreamException.class)
        .hasMessageContaining("62");
  }

  @Test
  void refusesAStringThatPassesTheEnd() {
    assertThatThrownBy(() -> decode("040c2f73"))
        .isInstanceOf(BrokenStreamException.class)
        .hasMessageContaining("12");
  }

  @Test
  void whatIsWrittenIsRead() {
    RandomText random = new RandomText(1);
    for (int i = 0; i < 1000; i++) {
      List<Header> headers =
          List.of(
              new Header("x" + random.between('a', 'z', 300), random.between(' ', '\ud7ff', 300)));
      assertThat(Hpack.decode(ByteBuffer.wrap(Hpack.encode(headers)))).isEqualTo(headers);
    }
  }

  private static List<Header> decode(String hex) {
    return Hpack.decode(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
  }
}
