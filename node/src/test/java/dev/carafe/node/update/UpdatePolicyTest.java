package dev.carafe.node.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.Components;
import dev.carafe.settings.Problem;
import dev.carafe.settings.reading.SettingsReader;
import dev.carafe.settings.schema.Schema;
import dev.carafe.trust.release.Version;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `settings.updates` as the schema lets it through.
class UpdatePolicyTest {
  private final List<Problem> problems = new ArrayList<>();

  private UpdatePolicy read(String text) {
    Schema schema = Components.schema();
    SettingsReader reader = new SettingsReader(schema);
    return UpdatePolicy.read(
        schema.defaults().patched(reader.readToml("user data", text, problems)));
  }

  @Test
  void everySettingIsRead() {
    UpdatePolicy policy =
        read(
            """
            [settings.updates]
            metadata-base-url = "https://example.com/metadata"
            targets-base-url = "https://example.com/targets"
            mirrors = ["http://mirror.example.com"]
            rate-limit = "2mib"
            channel = "beta"
            seed = 17
            version-lock = "v1.2.3"
            ignore-waves = true
            hold = true
            automatic = "download"

            [settings.updates.windows.night]
            days = ["Sat", "Sun"]
            start = "22:00"
            end = "04:00"
            time-zone = "Europe/Berlin"
            """);
    assertThat(problems).isEmpty();
    assertThat(policy)
        .isEqualTo(
            new UpdatePolicy(
                Optional.of("https://example.com/metadata"),
                Optional.of("https://example.com/targets"),
                List.of("http://mirror.example.com"),
                OptionalLong.of(2 << 20),
                "beta",
                17,
                Optional.of(Version.of("1.2.3")),
                true,
                true,
                Automatic.DOWNLOAD,
                List.of(
                    new UpdateWindow(
                        "night",
                        Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                        LocalTime.of(22, 0),
                        LocalTime.of(4, 0),
                        ZoneId.of("Europe/Berlin")))));
  }

  @Test
  void aNodeDoesNothingByItselfUntilItIsTold() {
    assertThat(read(""))
        .isEqualTo(
            new UpdatePolicy(
                Optional.empty(),
                Optional.empty(),
                List.of(),
                OptionalLong.empty(),
                "stable",
                2048,
                Optional.empty(),
                false,
                false,
                Automatic.OFF,
                List.of()));
  }

  @Test
  void ofAWindowAllMayBeLeftOutButItsName() {
    assertThat(read("[settings.updates.windows]\nsaturday = { days = [\"Sat\"] }").windows())
        .containsExactly(
            new UpdateWindow(
                "saturday",
                Set.of(DayOfWeek.SATURDAY),
                LocalTime.MIDNIGHT,
                LocalTime.MIDNIGHT,
                ZoneId.of("UTC")));
    assertThat(read("[settings.updates.windows]\nnight = { start = \"22:00\" }").windows())
        .singleElement()
        .satisfies(window -> assertThat(window.days()).hasSize(7));
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(read("").lacking())
        .contains(
            "settings.updates.metadata-base-url and settings.updates.targets-base-url are not set");
    assertThat(read("settings.updates.metadata-base-url = \"https://example.com\"").lacking())
        .contains("settings.updates.targets-base-url is not set");
    assertThat(SampleUpdates.policy().lacking()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "automatic = \"on\" | one of off, download, apply",
        "channel = \"St able\" | it holds",
        "rate-limit = \"fast\" | it does not begin with a number",
        "windows.w.start = \"24:00\" | there is no hour 24",
        "windows.w.days = [] | at least 1",
        "windows.w.days = [\"Monday\"] | one of Mon, Tue",
        "windows.w.time-zone = \"Berlin\" | there is none of that name",
        "windows.w.zone = \"UTC\" | unknown setting",
      })
  void mistakesAreToldBeforeTheyDoHarm(String setting, String told) {
    read("[settings.updates]\n" + setting);
    assertThat(problems).singleElement().asString().contains(told);
  }
}
