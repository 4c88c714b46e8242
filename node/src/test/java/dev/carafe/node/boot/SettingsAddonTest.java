package dev.carafe.node.boot;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The template is what `ukify build` of systemd 257 makes of Debian's `addonx64.efi.stub` and 1536
/// spaces.
class SettingsAddonTest {

  static byte[] template() throws IOException {
    try (InputStream in = SettingsAddonTest.class.getResourceAsStream("settings.addon.efi")) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  @Test
  void theTextTakesThePlaceOfTheTemplatesSpacesAndOfNothingElse() throws IOException {
    byte[] template = template();
    String text = SettingsAddon.commandLine("quiet");
    byte[] filled = SettingsAddon.of(template, text);
    int at = new String(filled, US_ASCII).indexOf(text);
    assertThat(at).isPositive();
    Arrays.fill(filled, at, at + text.length(), (byte) ' ');
    assertThat(filled).isEqualTo(template);
  }

  @Test
  void whatAnotherTextLeftBehindIsGone() throws IOException {
    byte[] once = SettingsAddon.of(template(), "a longer text");
    assertThat(SettingsAddon.of(once, "text")).isEqualTo(SettingsAddon.of(template(), "text"));
  }

  @Test
  void theTemplateHasAllTheRoomThatThereIsSaidToBe() throws IOException {
    byte[] template = template();
    String longest = SettingsAddon.commandLine("x".repeat(SettingsAddon.ROOM));
    assertThat(new String(SettingsAddon.of(template, longest), US_ASCII)).contains(longest);
    assertThatThrownBy(() -> SettingsAddon.of(template, longest + "x"))
        .hasMessage(
            "could not make the addon for the kernel's command line: there is room for 1536"
                + " characters, the parameters have 1537");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 60, 64, 100, 350, 2100})
  void aTemplateThatIsCutOffIsNone(int length) throws IOException {
    byte[] cut = Arrays.copyOf(template(), length);
    assertThatThrownBy(() -> SettingsAddon.of(cut, "text"))
        .hasMessageEndingWith("the template has no section .cmdline");
  }

  @Test
  void whatTheAddonAddsBeginsWithTheDigestOfItsText() {
    assertThat(SettingsAddon.commandLine("")).isEmpty();
    assertThat(SettingsAddon.commandLine("loglevel=5"))
        .matches("carafe\\.settings=[0-9a-f]{16} loglevel=5")
        .isNotEqualTo(SettingsAddon.commandLine("loglevel=6"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          quiet                      | true  | false | false
          quiet %1$s                 | false | true  | false
          quiet %1$s behind=it       | false | true  | false
          quiet %2$s                 | false | false | true
          quiet a=1 b                | true  | false | false
          """)
  void theKernelsCommandLineTellsWhichAddonWasTaken(
      String commandLine, boolean none, boolean first, boolean second) {
    String one = SettingsAddon.commandLine("a=1");
    String two = SettingsAddon.commandLine("a=1 b");
    StartedWith started = new StartedWith(commandLine.formatted(one, two) + "\n");
    assertThat(started.has("")).isEqualTo(none);
    assertThat(started.has(one)).isEqualTo(first);
    assertThat(started.has(two)).isEqualTo(second);
  }

  @ParameterizedTest
  @CsvSource({
    "true, false, false, NONE",
    "true, false, true, NONE",
    "true, true, false, NONE",
    "true, true, true, NONE",
    "false, false, false, WAIT",
    "false, false, true, WAIT",
    "false, true, false, REBOOT",
    "false, true, true, GIVE_UP",
  })
  void theNodeRebootsOnceWhereItIsToAndTheKernelHasOtherParameters(
      boolean isTrue, boolean rebootToReconcile, boolean rebooted, NextStep next) {
    assertThat(NextStep.decide(isTrue, rebootToReconcile, rebooted)).isEqualTo(next);
  }
}
