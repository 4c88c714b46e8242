package dev.carafe.settings.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.settings.Problem;
import dev.carafe.settings.TomlTable;
import dev.carafe.settings.json.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ValueTypesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          base64 | aGk= | YWJj | ''
          boot-config-key | console | usbcore.quirks | a-b_c.d
          boot-config-value | ttyS1,115200n8 | '' | it's so
          byte-size | 1024 | 3MiB | 2gb
          cidr | 10.0.0.0/8 | 2001:db8::/32 | 0.0.0.0/0
          cpu-set | 0 | 0-3,7 | 4095
          dns-label | a | web-1 | 1a
          domain | example.com | Example.COM. | _tcp.internal
          duration | 0 | 1h30m | 1.5s
          host | 169.254.169.123 | time.aws.com | ::1
          hostname | hello | a.b-c.d1 | 127.0.0.1
          huge-page-count | 0 | 128 | 0:128,1:256
          huge-page-size | 2Mi | 64Ki | 16Gi
          identifier | hello-world | --- | 123
          ip | 192.0.2.1 | ::ffff:1.2.3.4 | 2001:db8:0:0:0:0:0:1
          ip | :: | 1:2:3:4:5:6:1.2.3.4 | 1::8
          kernel-module | ip_vs_lc | udf | nf-log
          label-key | role | example.com/role | a_b.c-d
          label-value | '' | a | a_b.c-D
          line | '' | hello world | a b
          lockdown | none | integrity | confidentiality
          quantity | 1 | 512Mi | 12.5%
          registry | docker.io | * | localhost:5000
          sysctl-key | vm.max_map_count | fs/aio-nr | net/ipv4.conf.enp0s42f3/rp_filter
          taint-value | :NoSchedule | gpu:NoExecute | a.b:PreferNoSchedule
          time-of-day | 00:00 | 09:30 | 23:59
          time-zone | UTC | Europe/Berlin | America/Argentina/Buenos_Aires
          url | https://example.com/a?b=c | localhost:8080 | .cluster.local
          url | http://[::1]:5000/ | 127.0.0.1/path | unix:///run/x.sock
          version | v1.0.0 | latest | 1.1.0-rc.1.1+b
          """)
  void accepts(String type, String first, String second, String third) {
    for (String value : List.of(first, second, third)) {
      assertThat(fault(type, value)).as("%s %s", type, value).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          base64 | a b | it holds a space
          base64 | aGk | its length or padding is wrong
          boot-config-key | a..b | a part between its dots is empty
          boot-config-key | a=b | it holds '='
          boot-config-value | é | it holds more than printable ASCII
          byte-size | mb | it does not begin with a number of 1 to 15 digits
          byte-size | 1xb | 'xb' is none of b, kb, mb, gb, tb, kib, mib, gib, tib
          cidr | 10.0.0.0 | it has no '/'
          cidr | 10.0.0.0/33 | the prefix length is not 0 to 32
          cidr | 10.0.0/8 | '10.0.0' is no IP address
          cidr | ::/129 | the prefix length is not 0 to 128
          cpu-set | 3-1 | '3-1' is no range
          cpu-set | 1, | '' is no CPU's number
          cpu-set | 4096 | '4096' is no CPU's number
          dns-label | "" | it is empty
          dns-label | Web | it holds 'W'
          dns-label | a- | it ends with '-'
          domain | 1.2.3.4 | it is an IP address
          domain | .a | a part between its dots is empty
          duration | 5 | its unit is missing
          duration | 5d | 'd' is none of ns, us, ms, s, m, h
          duration | h | a number is missing before 'h'
          duration | 1h.m | a number is missing before 'm'
          duration | 1.2.3s | a number is missing before 's'
          host | foo/com | it holds '/'
          hostname | a..b | a part between its dots is empty
          hostname | a.-b | the part '-b' begins or ends with '-'
          hostname | Web | it holds 'W'
          hostname | web_1 | it holds '_'
          huge-page-count | 0:1:2 | '0:1:2' is no NODE:PAGES
          huge-page-count | 0:128,1 | '1' is no NODE:PAGES
          huge-page-size | 3Mi | it is no power of two
          huge-page-size | 0Mi | it is no power of two
          huge-page-size | 2M | its unit is none of Ki, Mi, Gi, Ti
          identifier | ../ | it holds '.'
          ip | 1.2.3 | it is neither IPv4 nor IPv6
          ip | 01.2.3.4 | it is neither IPv4 nor IPv6
          ip | 1:::2 | it is neither IPv4 nor IPv6
          ip | 1:2:3:4:5:6:7 | it is neither IPv4 nor IPv6
          ip | 1:2:3:4:5:6:7:8:: | it is neither IPv4 nor IPv6
          ip | fe80::1%eth0 | it is neither IPv4 nor IPv6
          kernel-module | ../x | it holds '.'
          label-key | a/ | its name is empty
          label-key | A/b | of what is before '/', it holds 'A'
          label-value | -a | it begins with '-'
          lockdown | integrty | did you mean 'integrity'?
          lockdown | off | it is none of none, integrity, confidentiality
          pem | aGk= | there is no certificate in it
          quantity | Mi | it does not begin with a number
          quantity | 1mi | 'mi' is none of m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei, %
          registry | https://docker.io | it holds '/'
          registry | a b | it holds a space
          sysctl-key | ../etc | it leaves /proc/sys
          sysctl-key | /a | it begins with '/'
          sysctl-key | a b | it holds a space
          taint-value | gpu | it has no ':' with an effect
          taint-value | gpu:Never | 'Never' is none of NoSchedule, PreferNoSchedule, NoExecute
          time-of-day | 9:30 | it has not the form HH:MM
          time-of-day | 24:00 | there is no hour 24
          time-of-day | 23:60 | there is no minute 60
          time-of-day | +1:00 | it holds '+'
          time-zone | Europe/Berlni | there is none of that name; the nearest is 'Europe/Berlin'
          time-zone | 0123456789 | there is none of that name
          url | how are you | it holds a space
          url | weird@ | it names no host
          url | http://a:99999 | the port is not 0 to 65535
          url | "" | it is empty
          version | 1.0 | it has 2 numbers, not 3
          version | vv1.1.0 | 'v1' is no number of a version
          version | 1.0.3-beta.01 | what is after '-' is not written as a pre-release
          """)
  void refuses(String type, String value, String why) {
    assertThat(fault(type, value)).as("%s %s", type, value).contains(why);
  }

  @Test
  void aLineHasNoSecond() {
    for (String end : List.of("\n", "\r", "\u0085", "\u2028", "\u2029")) {
      assertThat(fault("line", "a" + end + "b")).contains("it has more than one line");
    }
    assertThat(fault("line", "a\u001bb")).contains("it holds the control character U+001B");
    assertThat(fault("boot-config-value", "a\"b"))
        .contains("it holds a double quote, for which the command line has no escape");
    assertThat(fault("string", "a\nb")).isEmpty();
    assertThat(fault("string", "a\0b")).contains("it holds NUL");
  }

  @Test
  void aResourceLimitIsANumberOrNone() {
    ResourceLimitType type = new ResourceLimitType();
    for (String limit : List.of("0", "65536", "-1", "unlimited")) {
      assertThat(type.fits(type.fromText(limit))).as(limit).isTrue();
      assertThat(type.fault(type.fromText(limit))).as(limit).isEmpty();
    }
    assertThat(type.fault(Json.of("infinity"))).contains("it is no number");
    assertThat(type.fault(Json.of(-2))).contains("the least is -1");
    assertThat(type.fits(Json.of(true))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1024, 1024",
    "7b, 7",
    "2kb, 2000",
    "2KiB, 2048",
    "3 mb, 3000000",
    "3MiB, 3145728",
    "1tb, 1000000000000",
    "1tib, 1099511627776",
    "999999999999999tib, 9223372036854775807",
  })
  void aByteSizeIsANumberOfBytes(String size, long bytes) {
    assertThat(ByteSizeType.bytes(Json.of(size))).isEqualTo(bytes);
  }

  @Test
  void aWholeNumberIsANumberOfBytes() {
    assertThat(ByteSizeType.bytes(Json.of(4096))).isEqualTo(4096);
  }

  @Test
  void integersHaveBounds() {
    IntegerType type = new IntegerType("integer", -1, 10);
    assertThat(type.noun()).isEqualTo("a whole number from -1 to 10");
    assertThat(type.fault(Json.of(11))).contains("the most is 10");
    assertThat(type.fault(Json.of(-2))).contains("the least is -1");
    assertThat(type.fault(Json.of(10))).isEmpty();
    assertThat(type.fits(new Json.Numeral("1.5"))).isFalse();
    assertThat(type.fits(new Json.Numeral("1e3"))).isFalse();
    assertThat(IntegerType.unbounded().fault(new Json.Numeral("9223372036854775808")))
        .contains("it does not fit 64 bits");
    assertThat(IntegerType.port().fault(Json.of(0))).contains("the least is 1");
  }

  @Test
  void textOnACommandLineBecomesTheTypesValue() {
    assertThat(new BooleanType().fromText("true")).isEqualTo(Json.of(true));
    assertThat(new BooleanType().fromText("yes")).isEqualTo(Json.of("yes"));
    assertThat(IntegerType.unbounded().fromText("-5")).isEqualTo(Json.of(-5));
    assertThat(IntegerType.unbounded().fromText("007")).isEqualTo(Json.of("007"));
    assertThat(new StringType().fromText("5")).isEqualTo(Json.of("5"));
    assertThat(new AnyType().fromText("[1]")).isEqualTo(Json.of(List.of(Json.of(1))));
  }

  @ParameterizedTest
  @CsvSource({"0, PT0S", "1h30m, PT1H30M", "1.5s, PT1.5S", ".5m5ms, PT30.005S", "1us, PT0.000001S"})
  void aDurationIsWhatItSays(String text, Duration duration) {
    assertThat(new DurationType().fault(text)).isEmpty();
    assertThat(DurationType.parse(text)).isEqualTo(duration);
  }

  @Test
  void aDurationHasAnEnd() {
    assertThat(DurationType.parse("9999999999999999999999h").toDays()).isGreaterThan(100_000);
  }

  @Test
  void anyValueHasBoundedLevels() {
    Json deep = Json.of(1);
    for (int i = 0; i < 32; i++) {
      deep = Json.of(List.of(deep));
    }
    assertThat(new AnyType().fault(deep)).isEmpty();
    assertThat(new AnyType().fault(Json.of(List.of(deep)))).contains("it has more than 32 levels");
  }

  @Test
  void aPemIsParsedToTheEnd() {
    String text = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
    assertThat(fault("pem", Base64.getEncoder().encodeToString(text.getBytes(UTF))))
        .contains("a certificate in it is damaged");
    assertThat(fault("pem", Certificates.BASE64_PEM)).isEmpty();
    assertThat(new ByteArrayInputStream(Base64.getDecoder().decode(Certificates.BASE64_PEM)))
        .isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyTypeAcceptsItsExample(String name) {
    if (name.equals("pem")) {
      return; // abbreviated: nobody reads a whole certificate
    }
    ValueType type = ValueTypes.named(name).orElseThrow();
    List<Problem> problems = new ArrayList<>();
    TomlTable.parse("example", "x = " + type.example(), problems);
    assertThat(problems).isEmpty();
    String example = type.example();
    Json value =
        example.startsWith("\"")
            ? Json.of(example.substring(1, example.length() - 1))
            : type.fromText(example);
    assertThat(type.fits(value)).isTrue();
    assertThat(type.fault(value)).isEmpty();
    assertThat(type.noun()).isNotEmpty();
  }

  static List<String> all() {
    return ValueTypes.names();
  }

  private static final Charset UTF = StandardCharsets.UTF_8;

  private static Optional<String> fault(String type, String value) {
    return ValueTypes.named(type).orElseThrow().fault(Json.of(value));
  }
}
