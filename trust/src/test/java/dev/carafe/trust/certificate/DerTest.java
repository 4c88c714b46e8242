package dev.carafe.trust.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DerTest {

  @ParameterizedTest
  @CsvSource({
    "2.5.29.15, 0603551d0f",
    "1.2.840.113549.1.9.14, 06092a864886f70d01090e",
    "1.3.6.1.5.5.7.3.1, 06082b06010505070301",
    "2.100.0, 0603813400",
  })
  void writesObjectIdentifiers(String dotted, String hex) {
    assertThat(HexFormat.of().formatHex(Der.objectIdentifier(dotted))).isEqualTo(hex);
  }

  @ParameterizedTest
  @CsvSource({"0, 020100", "127, 02017f", "128, 02020080", "-1, 0201ff", "65536, 0203010000"})
  void writesIntegers(BigInteger value, String hex) {
    assertThat(HexFormat.of().formatHex(Der.integer(value))).isEqualTo(hex);
  }

  @Test
  void writesTimes() {
    assertThat(Der.time(Instant.parse("2049-02-03T04:05:06Z")))
        .asString(StandardCharsets.US_ASCII)
        .isEqualTo("\u0017\r490203040506Z");
    assertThat(Der.time(Instant.parse("2050-02-03T04:05:06Z")))
        .asString(StandardCharsets.US_ASCII)
        .isEqualTo("\u0018\u000f20500203040506Z");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 255, 256, 65_535, 65_536, 70_000})
  void whatIsWrittenIsRead(int length) {
    byte[] value = new byte[length];
    DerReader reader = new DerReader("it", Der.sequence(Der.octets(value), Der.integer(1)));
    DerReader inner = reader.enter(Tag.SEQUENCE);
    assertThat(inner.value(Tag.OCTET_STRING)).isEqualTo(value);
    assertThat(inner.whole()).isEqualTo(Der.integer(1));
    inner.end();
    reader.end();
  }

  @Test
  void noBytesDoAnythingButFail() {
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      assertThatThrownBy(() -> CertificateRequest.parse(bytes)).isInstanceOf(TrustException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "04",
        "0402ff",
        "0480",
        "048100",
        "04810100",
        "0482000100",
        "04840000000100",
        "1f0100"
      })
  void refusesWhatIsCutOrCouldBeShorter(String hex) {
    DerReader reader = new DerReader("it", HexFormat.of().parseHex(hex));
    assertThatThrownBy(reader::whole).isInstanceOf(MalformedException.class);
  }
}
