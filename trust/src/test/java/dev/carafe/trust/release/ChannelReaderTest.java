package dev.carafe.trust.release;

import static dev.carafe.trust.release.SampleReleases.bare;
import static dev.carafe.trust.release.SampleReleases.full;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.carafe.settings.ProblemsException;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Documents by whoever has the keys, and makes mistakes or wants to do harm.
class ChannelReaderTest {
  private static final String SOUND =
      new String(ChannelWriter.write(new Channel("stable", List.of(full("1.3.0", 'b')))), UTF_8);

  private static List<String> problems(String document) {
    return problems(document.getBytes(UTF_8));
  }

  private static List<String> problems(byte[] document) {
    ProblemsException failure =
        catchThrowableOfType(
            ProblemsException.class, () -> ChannelReader.read("stable.json", document));
    assertThat(failure).as("it was read").isNotNull();
    return failure.problems().stream()
        .map(problem -> problem.found() + "; " + problem.instead())
        .toList();
  }

  /// What is in the sound document, what stands there instead, and what is said of it.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"format\": 1, | \"format\": 2, | /format is 2; write 1, the one known here",
        "\"format\": 1, | \"format\": \"1\", | /format is '\"1\"'; write a whole number from 0",
        "\"format\": 1, | `` | the document has no 'format'; add it",
        "\"stable\" | \"St able\" | /channel = 'St able': it holds the character 'S'; write small letters, digits, '-' and '_', like \"stable\"",
        "\"version\": \"1.3.0\" | \"version\": \"1.3\" | /releases/0/version = '1.3': it has 2 numbers, not 3; write a semantic version, like \"1.2.3\"",
        "\"version\": \"1.3.0\" | \"version\": \"v1.3.0\" | /releases/0/version = 'v1.3.0': it does not begin with a number; write a semantic version, like \"1.2.3\"",
        "\"version\": \"1.3.0\" | \"version\": 1 | /releases/0/version is a number; write a text",
        "\"version\": \"1.3.0\", | `` | /releases/0 has no 'version'; add it",
        "\"variant\": \"plain\" | \"variant\": \"\" | /releases/0/variant = '': it is empty; write small letters, digits, '-' and '_', like \"plain\"",
        "\"min-version\": \"1.0.0\" | \"min-version\": \"2.0.0\" | /releases/0/min-version is 2.0.0, which is newer than max-version, 1.9.9; write the oldest version from which it may be installed",
        "plain/x86_64/usr.full | ../usr.full | /releases/0/usr/target = '../usr.full': a part of it is empty or begins with a dot; write the path of a target, like \"plain/x86_64/1.2.3/usr.full\"",
        "plain/x86_64/usr.full | /usr.full | /releases/0/usr/target = '/usr.full': a part of it is empty or begins with a dot; write the path of a target, like \"plain/x86_64/1.2.3/usr.full\"",
        "plain/x86_64/usr.full | a\\\\b | /releases/0/usr/target = 'a\\b': it holds the character '\\'; write the path of a target, like \"plain/x86_64/1.2.3/usr.full\"",
        "\"head\": | \"tail\": | /releases/0/usr has no 'head'; add it",
        "\"size\": 160 | \"size\": 0 | /releases/0/usr/head/size is 0; write how many bytes the head has",
        "\"size\": 160 | \"size\": 1048577 | /releases/0/usr/head/size is '1048577'; write a whole number from 0 to 1048576",
        "\"sha256\": \"777 | \"sha256\": \"77 | /releases/0/usr/head/sha256 = '%s': it is not 64 hexadecimal digits in lower case; write 64 hexadecimal digits in lower case",
        "carafe-plain-1.3.0.efi | carafe_1.3.0+3-0.efi | /releases/0/kernel/file = 'carafe_1.3.0+3-0.efi': it holds the character '+'; write \"carafe-VARIANT-VERSION.efi\"",
        "carafe-plain-1.3.0.efi | ../carafe_1.efi | /releases/0/kernel/file = '../carafe_1.efi': it begins with a dot; write \"carafe-VARIANT-VERSION.efi\"",
        "carafe-plain-1.3.0.efi | carafe_1 | /releases/0/kernel/file = 'carafe_1': it does not end with .efi; write \"carafe-VARIANT-VERSION.efi\"",
        "\"102\": | \"-1\": | /releases/0/waves has a member '-1', which is no seed; write the lowest seed of a wave, from 0 to 2048",
        "\"102\": | \"2049\": | /releases/0/waves has a member '2049', which is no seed; write the lowest seed of a wave, from 0 to 2048",
        "\"102\": | \"\\u001b[2J\": | /releases/0/waves has a member '\uFFFD[2J', which is no seed; write the lowest seed of a wave, from 0 to 2048",
        "\"0\": | \"1\": | /releases/0/waves/1 is the first wave; begin with seed 0",
        "T01:00:00Z | T00:30:00Z | /releases/0/waves/102 begins at 2026-03-01T00:30:00Z, not after the wave before it; write a later time",
        "2026-03-01T01:00:00Z | +999999999-01-01T00:00:00Z | /releases/0/waves/102 = '+999999999-01-01T00:00:00Z': it is no time in UTC and whole seconds; write a time, like \"2026-01-31T08:00:00Z\"",
        "2026-03-01T01:00:00Z | 2026-02-31T01:00:00Z | /releases/0/waves/102 = '2026-02-31T01:00:00Z': it is no time in UTC and whole seconds; write a time, like \"2026-01-31T08:00:00Z\"",
        "\"register\": 4 | \"register\": 24 | /releases/0/pcrs/0/register is '24'; write a whole number from 0 to 23",
        "\"register\": 4 | \"register\": 1e1 | /releases/0/pcrs/0/register is '1e1'; write a whole number from 0 to 23",
        "\"phase\": \"leave-initrd\" | \"phase\": \"\" | /releases/0/pcrs/2/phase = '': it is empty; write small letters, digits, '-' and '_', like \"enter-initrd\"",
      })
  void aMistakeIsToldWithItsPlace(String was, String is, String told) {
    String document = SOUND.replaceFirst(Pattern.quote(was), quoted(is));
    assertThat(document).isNotEqualTo(SOUND);
    assertThat(problems(document)).containsExactly(told.replace("%s", "7".repeat(60) + "\u2026"));
  }

  private static String quoted(String text) {
    return Matcher.quoteReplacement(text);
  }

  @Test
  void allMistakesAreToldAtOnce() {
    String document =
        SOUND
            .replace("b".repeat(64), "B".repeat(64))
            .replace("\"size\": 10,", "\"size\": -10,")
            .replace("\"sbom\":", "\"bill\":")
            .replace("\"version\": \"1.2.0\"", "\"version\": null");
    assertThat(problems(document))
        .contains(
            "/releases/0/root-hash = '"
                + "B".repeat(60)
                + "\u2026': it is not 64 hexadecimal digits in lower case; write 64 hexadecimal"
                + " digits in lower case",
            "/releases/0/usr/deltas/2/size is '-10'; write a whole number from 0",
            "/releases/0/kernel/deltas/0/version is null; write a text",
            "/releases/0 has no 'sbom'; add it");
  }

  @Test
  void aVersionThatIsThereTwiceIsAMistakeOfTheSecond() {
    String twice =
        new String(
            ChannelWriter.write(new Channel("stable", List.of(bare("1.2.0+a", 'a')))), UTF_8);
    int start = twice.indexOf("    {");
    String release = twice.substring(start, twice.lastIndexOf("    }") + 5);
    String document =
        twice.substring(0, start) + release + "," + release.replace("+a", "+b") + "]}";
    assertThat(problems(document))
        .containsExactly(
            "/releases/1/version is 1.2.0+b, and so is the one of /releases/0; give one of them"
                + " another; builds do not count");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | the document is no object; write {...}",
        "7 | the document is no object; write {...}",
        "{\"format\":1,\"channel\":\"a\"} | the document has no 'releases'; add it",
        "{\"format\":1,\"channel\":\"a\",\"releases\":{}} | /releases is an object; write a list",
        "{\"format\":1,\"channel\":\"a\",\"releases\":[7]} | /releases/0 is a number; write an object",
        "{\"format\":1,\"format\":1} | could not read JSON: line 1, column 23: found '}', expected a name that is new, not a second 'format'; write JSON",
      })
  void whatIsNoSuchDocumentIsRefused(String document, String told) {
    assertThat(problems(document)).containsExactly(told);
  }

  @Test
  void whatIsNoTextIsRefused() {
    assertThat(problems("{\"é\": 1}".getBytes(ISO_8859_1)))
        .containsExactly("the document is not UTF-8; write it so");
    assertThat(problems("[".repeat(100_000))).singleElement().asString().contains("64 levels");
    assertThat(problems("[" + "0,".repeat(400_000) + "0]"))
        .singleElement()
        .asString()
        .contains("at most 400000 values");
    assertThat(problems(new byte[ChannelReader.LARGEST + 1]))
        .containsExactly("the document has 8388609 bytes; write at most 8388608");
  }

  @Test
  void theListOfMistakesHasAnEnd() {
    String document = "{\"format\":1,\"channel\":\"a\",\"releases\":[" + "0,".repeat(1000) + "0]}";
    assertThat(problems(document)).hasSize(101).last().isEqualTo("and 901 more; ");
  }

  @Test
  void aChannelMayBeEmpty() {
    assertThat(
            ChannelReader.read(
                "x", "{\"format\":1,\"channel\":\"beta\",\"releases\":[]}".getBytes(UTF_8)))
        .isEqualTo(new Channel("beta", List.of()));
  }

  /// Whatever is done to a document, it is read or refused with problems, and nothing else happens.
  @Test
  void damagedDocumentsAreReadOrRefused() {
    Random random = new Random(7);
    byte[] sound = SOUND.getBytes(UTF_8);
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] damaged = sound.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        damaged[random.nextInt(damaged.length)] = (byte) (32 + random.nextInt(96));
      }
      try {
        Channel channel = ChannelReader.read("x", damaged);
        assertThat(ChannelReader.read("x", ChannelWriter.write(channel))).isEqualTo(channel);
      } catch (ProblemsException e) {
        assertThat(e.problems()).isNotEmpty();
        refused++;
      }
    }
    assertThat(refused).isBetween(1000, 2999);
  }
}
