package dev.carafe.image.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SystemNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"0.1.0", "1.20.300", "1.3.0-rc.1", "12.34.56-beta.7-8.9.10.11"})
  void theseAreVersionsOfSystems(String version) {
    assertThat(SystemName.versionFault(version)).isEmpty();
    SystemName name = new SystemName("plain", version, "abc");
    assertThat(name.fileName()).isEqualTo("carafe-plain-" + version);
    assertThat(("usr_" + version + "_verity").length()).isLessThanOrEqualTo(36);
  }

  @ParameterizedTest
  @CsvSource({
    "1.3, it has 2 numbers, not 3",
    "v1.3.0, it does not begin with a number",
    "latest, it does not begin with a number",
    "1.3.0+4f0c, it has a '+'",
    "1.3.0-RC.1, it has capital letters",
    "12.34.56-beta.7-8.9.10.111, it is longer than the 25 characters",
    "1.3.0-, what is after '-' is not written as a pre-release"
  })
  void theseAreNone(String version, String why) {
    assertThat(SystemName.versionFault(version)).get().asString().startsWith(why);
    assertThatThrownBy(() -> new SystemName("plain", version, "abc"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(version + " is no version of a system: " + why);
  }

  @Test
  void theBootLoaderReadsAnotherVersionOfWhatIsBeforeARelease() {
    assertThat(new SystemName("plain", "1.3.0-rc-2.1", "abc").osRelease())
        .contains("VERSION_ID=1.3.0-rc-2.1\n")
        .contains("IMAGE_ID=carafe-plain\n")
        .endsWith("IMAGE_VERSION=1.3.0~rc-2.1\n");
    assertThat(new SystemName("plain", "1.3.0", "abc").osRelease())
        .contains("PRETTY_NAME=\"Carafe 1.3.0 (plain)\"\n")
        .contains("BUILD_ID=abc\n")
        .endsWith("IMAGE_VERSION=1.3.0\n");
  }
}
