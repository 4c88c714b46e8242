package dev.carafe.node.provisioning;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.carafe.settings.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackingTest {
  private static final String TOML = "[settings]\nmotd = \"grüß\"\n";
  private static final UserDataDocument WHOLE = new UserDataDocument("user-data", TOML);

  /// As cloud-init's `make-mime` and Terraform's `cloudinit_config` write it.
  private static final String MESSAGE =
      """
      Content-Type: multipart/mixed; boundary="===============123=="
      MIME-Version: 1.0
      Number-Attachments: 2

      This is for readers without MIME.
      --===============123==
      MIME-Version: 1.0
      Content-Type: text/x-carafe-settings; charset="utf-8"
      Content-Transfer-Encoding: base64
      Content-Disposition: attachment; filename="web.toml"

      %s
      --===============123==
      Content-Disposition: attachment;
       filename="net.toml"
      Content-Type: text/plain; charset="us-ascii"

      version = 3
      --===============123==
      Content-Type: text/cloud-config

      #cloud-config
      packages: [vim]
      --===============123==--
      This is for nobody.
      """
          .formatted(
              Base64.getMimeEncoder(16, new byte[] {'\n'}).encodeToString(TOML.getBytes(UTF_8)));

  static List<Arguments> packings() {
    byte[] bytes = TOML.getBytes(UTF_8);
    byte[] marked = ("\ufeff" + TOML).getBytes(UTF_8);
    return List.of(
        arguments("plain", bytes),
        arguments("with a byte order mark", marked),
        arguments("gzip", gzip(bytes)),
        arguments("gzip in gzip", gzip(gzip(bytes))),
        arguments("base64", Base64.getEncoder().encode(bytes)),
        arguments(
            "base64 in lines", Base64.getMimeEncoder(8, new byte[] {'\r', '\n'}).encode(bytes)),
        arguments("base64 without padding", Base64.getEncoder().withoutPadding().encode(bytes)),
        arguments("gzip in base64", Base64.getEncoder().encode(gzip(bytes))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("packings")
  void settingsArePackedInManyWays(String name, byte[] packed) {
    Provision provision = Unpacking.of("user-data", packed);
    assertThat(provision.problems()).as(name).isEmpty();
    assertThat(provision.settings()).containsExactly(WHOLE);
  }

  @Test
  void aMessageHasSettingsNetworkAndWhatIsForOthers() {
    expectMessage(Unpacking.of("user-data", MESSAGE.getBytes(UTF_8)));
  }

  @Test
  void aMessageMayBePackedAndItsLinesEndAsInMail() {
    byte[] mail = MESSAGE.replace("\n", "\r\n").getBytes(UTF_8);
    Provision provision = Unpacking.of("user-data", gzip(mail));
    expectMessage(provision);
  }

  private static void expectMessage(Provision provision) {
    assertThat(provision.settings())
        .containsExactly(new UserDataDocument("user-data part 1 (web.toml)", TOML));
    assertThat(provision.network())
        .contains(new UserDataDocument("user-data part 2 (net.toml)", "version = 3"));
    assertThat(messages(provision))
        .containsExactly(
            "user-data part 3:1:1: type 'text/cloud-config' is not used here;"
                + " write settings in TOML, which begin with [settings]");
  }

  @Test
  void theExampleOfTheHandbookIsTaken() throws IOException {
    String page = Files.readString(Path.of("../docs/usage/provisioning.md"));
    int start = page.indexOf("Content-Type: multipart/mixed");
    Provision provision = unpack(page.substring(start, page.indexOf("```", start)));
    assertThat(provision.problems()).isEmpty();
    assertThat(provision.settings())
        .containsExactly(
            new UserDataDocument("user-data part 1 (web.toml)", "[settings]\nmotd = \"hello\""));
    assertThat(provision.network())
        .contains(new UserDataDocument("user-data part 2 (net.toml)", "version = 3"));
  }

  @Test
  void partsArePackedAndNestedToo() {
    String inner =
        message("inner", part("application/toml", "quoted-printable", "a =3D 1=\n2\n[b]=20"));
    String packed = Base64.getEncoder().encodeToString(gzip(TOML.getBytes(UTF_8)));
    Provision provision =
        unpack(
            message(
                "outer",
                part("application/gzip", "base64", packed),
                inner,
                part("text/plain", "8bit", "settings.motd = \"hi\"\n")));
    assertThat(provision.problems()).isEmpty();
    assertThat(provision.settings())
        .containsExactly(
            new UserDataDocument("user-data part 1", TOML),
            new UserDataDocument("user-data part 2 part 1", "a = 12\n[b] "),
            new UserDataDocument("user-data part 3", "settings.motd = \"hi\"\n"));
  }

  @Test
  void aMistakeIsInTheLineOfItsPart() {
    String latin = message("b", part("text/toml", "8bit", "[settings]\n# f\u00fcr\nmotd = \"\""));
    Provision provision = Unpacking.of("user-data", latin.getBytes(ISO_8859_1));
    assertThat(messages(provision))
        .containsExactly("user-data part 1:2:4: byte 0xfc is no UTF-8; save the text in UTF-8");
  }

  /// Parts, and what must be said of the first.
  static List<Arguments> badParts() {
    return List.of(
        arguments(
            part("text/toml", "base64", "W3NldHRpb*"), "its base64 is damaged; encode it anew"),
        arguments(part("text/toml", "quoted-printable", "a=4"), "its quoted-printable is damaged"),
        arguments(part("text/toml", "x-uuencode", "a"), "its transfer encoding is 'x-uuencode'"),
        arguments(part("text/plain", "7bit", "hello"), "type 'text/plain' is not used here"),
        arguments(part("text/plain", "7bit", "#!/bin/sh\n[settings]"), "a script is not used here"),
        arguments("Content-Type: multipart/mixed\n\nx", "'multipart/mixed' without a boundary"));
  }

  @ParameterizedTest
  @MethodSource("badParts")
  void aBadPartIsSaidAndTheOthersAreTaken(String part, String message) {
    Provision provision = unpack(message("b", part, part("text/toml", "7bit", "[settings]")));
    assertThat(messages(provision))
        .singleElement()
        .asString()
        .startsWith("user-data part 1:1:1: " + message);
    assertThat(provision.settings())
        .containsExactly(new UserDataDocument("user-data part 2", "[settings]"));
  }

  @Test
  void ofTwoNetworkConfigurationsTheLaterIsTakenAndBothAreNamed() {
    String net = "Content-Type: text/x-carafe-network\n\nversion = ";
    Provision provision = unpack(message("b", net + 1, net + 2));
    assertThat(provision.network().map(UserDataDocument::text)).contains("version = 2");
    assertThat(messages(provision))
        .containsExactly("user-data part 2:1:1: a second net.toml; leave user-data part 1 out");
  }

  @Test
  void aMessageThatWasCutOffIsSaid() {
    Provision provision =
        unpack("Content-Type: multipart/mixed; boundary=b\n\n--b\n\n[settings]\nmotd = \"");
    assertThat(messages(provision))
        .containsExactly("user-data:1:1: no '--b--' at its end; see whether it was cut off");
    assertThat(provision.settings()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n \t\n", "Content-Type: multipart/mixed; boundary=b\n\n--b--\n"})
  void nothingIsNoProblem(String text) {
    assertThat(unpack(text)).isEqualTo(Provision.none());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#cloud-config\nruncmd: []\n",
        "#!/bin/sh\necho hi\n",
        "#include\nhttps://example.com\n",
        "## template: jinja\n#cloud-config\n",
        "{\"ignition\": {\"version\": \"3.0.0\"}}",
      })
  void whatIsForOthersIsOneProblemNotMany(String text) {
    Provision provision = unpack(text);
    assertThat(provision.settings()).isEmpty();
    assertThat(messages(provision)).singleElement().asString().contains("is not used here");
  }

  @Test
  void aTextWithoutSettingsIsStillReadForItsMistakes() {
    assertThat(unpack("# include the mirror\nmotd = 1").settings()).hasSize(1);
    assertThat(unpack("hello").settings()).hasSize(1);
  }

  @Test
  void otherEncodingsAreSaidWithTheirPlace() {
    assertThat(messages(Unpacking.of("u", TOML.getBytes(UTF_16))))
        .containsExactly("u:1:1: it is in UTF-16; save the text in UTF-8");
    assertThat(messages(Unpacking.of("u", TOML.getBytes(ISO_8859_1))))
        .containsExactly("u:2:11: byte 0xfc is no UTF-8; save the text in UTF-8");
  }

  @Test
  void aSmallPackageThatIsHugeWithinIsRefused() {
    byte[] bomb = gzip(new byte[64 << 20]);
    assertThat(bomb).hasSizeLessThan(Unpacking.LARGEST);
    assertThat(messages(Unpacking.of("u", bomb)))
        .containsExactly("u:1:1: it is larger than 1048576 bytes; leave out what is not settings");
  }

  @Test
  void manySmallPackagesShareTheLimit() {
    byte[] part = gzip("#".repeat(600_000).getBytes(UTF_8));
    String packed = part("text/toml", "base64", Base64.getEncoder().encodeToString(part));
    Provision provision = unpack(message("b", packed, packed));
    assertThat(provision.settings()).hasSize(1);
    assertThat(messages(provision))
        .singleElement()
        .asString()
        .startsWith("user-data part 2:1:1: it is larger than");
  }

  @Test
  void whatIsTooLargeAsItComesIsRefused() {
    assertThat(messages(Unpacking.of("u", new byte[Unpacking.LARGEST + 1]))).hasSize(1);
  }

  @Test
  void packagesInPackagesEndSomewhere() {
    byte[] packed = TOML.getBytes(UTF_8);
    for (int i = 0; i < 9; i++) {
      packed = gzip(packed);
    }
    assertThat(messages(Unpacking.of("u", packed)))
        .containsExactly("u:1:1: it is packed more than 8 times; pack it once");
  }

  @Test
  void aThousandPartsAreOneProblem() {
    String[] parts = new String[1000];
    Arrays.fill(parts, "\n[settings]");
    Provision provision = unpack(message("b", parts));
    assertThat(provision.settings()).hasSize(100);
    assertThat(messages(provision)).singleElement().asString().contains("more than 100 parts");
  }

  @Test
  void aPackageThatWasCutOffIsSaid() {
    byte[] packed = gzip(TOML.repeat(100).getBytes(UTF_8));
    Provision provision = Unpacking.of("u", Arrays.copyOf(packed, packed.length - 12));
    assertThat(messages(provision)).singleElement().asString().contains("its gzip is damaged");
  }

  @Test
  void anyBytesAreTakenOrAProblem() {
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      isTakenOrAProblem(bytes);
    }
  }

  private static void isTakenOrAProblem(byte[] bytes) {
    Provision provision = Unpacking.of("u", bytes);
    boolean blank = new String(bytes, UTF_8).isBlank();
    assertThat(
            provision.settings().size() + provision.problems().size() > 0
                || blank
                || bytes.length < 8)
        .isTrue();
  }

  @Test
  void theLaterProvisionOverridesTheEarlier() {
    Provision earlier =
        unpack("[settings]\na = 1")
            .withNetwork(new UserDataDocument("n", "1"))
            .with(facts("early", "zone"));
    Provision later = unpack("[settings]\na = 2").with(facts("late", ""));
    Provision both = later.over(earlier);
    assertThat(both.settings().stream().map(UserDataDocument::text))
        .containsExactly("[settings]\na = 1", "[settings]\na = 2");
    assertThat(both.network().map(UserDataDocument::text)).contains("1");
    assertThat(both.facts()).isEqualTo(facts("late", "zone"));
  }

  private static Facts facts(String hostname, String zone) {
    Optional<String> none = Optional.empty();
    return new Facts(
        none, Optional.of(hostname), none, Optional.of(zone).filter(z -> !z.isEmpty()), none, none);
  }

  private static Provision unpack(String text) {
    return Unpacking.of("user-data", text.getBytes(UTF_8));
  }

  private static List<String> messages(Provision provision) {
    return provision.problems().stream().map(Problem::toString).toList();
  }

  private static String part(String type, String encoding, String body) {
    return "Content-Type: %s\nContent-Transfer-Encoding: %s\n\n%s".formatted(type, encoding, body);
  }

  private static String message(String boundary, String... parts) {
    StringBuilder text =
        new StringBuilder("Content-Type: multipart/mixed; boundary=" + boundary + "\n\n");
    for (String part : parts) {
      text.append("--").append(boundary).append('\n').append(part).append('\n');
    }
    return text.append("--").append(boundary).append("--\n").toString();
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
