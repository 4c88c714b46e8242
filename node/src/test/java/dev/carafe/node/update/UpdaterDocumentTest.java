package dev.carafe.node.update;

import static dev.carafe.node.update.SampleUpdates.channel;
import static dev.carafe.node.update.SampleUpdates.inWaves;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.model.SettingsTree;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is told of updates.
class UpdaterDocumentTest {
  private final UpdatedNode node = new UpdatedNode();

  @Test
  void thePlanTellsAll() {
    node.updater().refresh();
    Json.Struct plan = node.updater().plan();
    assertThat(plan.members())
        .containsOnlyKeys(
            "running",
            "state",
            "policy",
            "refreshed",
            "window",
            "choice",
            "next",
            "candidates",
            "install");
    assertThat(plan.members())
        .containsAllEntriesOf(
            Map.of(
                "state", Json.of("Available"),
                "refreshed", Json.of("2026-03-10T12:00:00Z"),
                "policy",
                    JsonReader.read(
                        """
                        {"channel": "stable", "seed": 0, "version_lock": "latest",
                         "ignore_waves": false, "hold": false, "automatic": "off"}
                        """),
                "window", JsonReader.read("{\"open\": true}"),
                "next",
                    JsonReader.read(
                        "{\"step\": \"nothing\", \"why\": \"settings.updates.automatic is off\"}")));
    assertThat(plan.objects("candidates")).hasSize(1);
  }

  @Test
  void thePlanTellsWhatItTakesToInstallTheChosenOne() {
    node.updater().refresh();
    assertThat(node.updater().plan().member("install"))
        .contains(
            JsonReader.read(
                """
                {"downloads": [
                   {"what": "usr", "target": "plain/x86_64/file", "delta": false, "bytes": 100,
                    "from": []}],
                 "rooms": [{"where": "the other slot", "needed": 400, "there": 512}]}
                """));
    node.slots().fail(new FailedUpdateException("could not find the other slot"));
    assertThat(node.updater().plan().member("install"))
        .contains(
            JsonReader.read(
                "{\"downloads\": [], \"rooms\": [], \"refusal\": \"could not find the other slot\"}"));
    node.slots().mend();
    node.repository().offer(channel(inWaves("1.3.0", '3')));
    node.updater().refresh();
    assertThat(node.updater().plan().member("install")).as("before its turn").isPresent();
    node.repository().offer(channel());
    node.updater().refresh();
    assertThat(node.updater().plan().member("install")).isEmpty();
  }

  @Test
  void theStatusIsBottlerockets() {
    node.bring("Ready");
    assertThat(node.updater().status())
        .isEqualTo(
            JsonReader.read(
                """
                {"update_state": "Ready",
                 "available_updates": ["1.3.0"],
                 "chosen_update": {"arch": "x86_64", "version": "1.3.0", "variant": "plain"},
                 "active_partition": {
                   "image": {"arch": "x86_64", "version": "1.2.0", "variant": "plain"},
                   "next_to_boot": false},
                 "staging_partition": {
                   "image": {"arch": "x86_64", "version": "1.3.0", "variant": "plain"},
                   "next_to_boot": true},
                 "most_recent_command": {
                   "cmd_type": "activate", "cmd_status": "Success",
                   "timestamp": "2026-03-10T12:00:00.000000002Z",
                   "exit_status": 0, "stderr": ""}}
                """));
  }

  @Test
  void whereNothingIsChosenItIsNull() {
    node.repository().offer(channel());
    node.updater().refresh();
    assertThat(node.updater().status())
        .isEqualTo(
            JsonReader.read(
                """
                {"update_state": "Idle",
                 "available_updates": [],
                 "chosen_update": null,
                 "active_partition": {
                   "image": {"arch": "x86_64", "version": "1.2.0", "variant": "plain"},
                   "next_to_boot": true},
                 "staging_partition": null,
                 "most_recent_command": {
                   "cmd_type": "refresh", "cmd_status": "Success",
                   "timestamp": "2026-03-10T12:00:00Z", "exit_status": 0, "stderr": ""}}
                """));
  }

  @Test
  void beforeTheFirstLookNothingIsKnown() {
    assertThatThrownBy(node.updater()::status)
        .isInstanceOf(NoUpdateException.class)
        .hasMessage(
            "there is no update: it was not looked for any yet; POST /actions/refresh-updates"
                + " does");
    assertThatThrownBy(node.updater()::plan).isInstanceOf(NoUpdateException.class);
    assertThat(node.updater().history()).isEqualTo(UpdateHistory.empty());
  }

  @Test
  void withoutASourceTheSettingIsNamed() {
    node.policy(UpdatePolicy.read(SettingsTree.empty()));
    String why =
        "there is no update: settings.updates.metadata-base-url and"
            + " settings.updates.targets-base-url are not set";
    assertThatThrownBy(node.updater()::refresh)
        .isInstanceOf(NoUpdateException.class)
        .hasMessage(why);
    assertThatThrownBy(node.updater()::prepare)
        .isInstanceOf(NoUpdateException.class)
        .hasMessage(why);
    assertThatThrownBy(node.updater()::status)
        .isInstanceOf(NoUpdateException.class)
        .hasMessage(why);
    assertThatThrownBy(node.updater()::plan).isInstanceOf(NoUpdateException.class).hasMessage(why);
  }
}
