package dev.carafe.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.disk.verity.VerityVerdict;
import dev.carafe.node.host.DataPartition;
import dev.carafe.node.host.Journal;
import dev.carafe.node.host.OsRelease;
import dev.carafe.node.settings.NodeSettings;
import dev.carafe.node.settings.StoreOpening;
import dev.carafe.node.status.StatusBoard;
import dev.carafe.node.update.Attempt;
import dev.carafe.node.update.Outcome;
import dev.carafe.node.update.fetch.OnlineRepository;
import dev.carafe.node.update.slots.TestDownloads;
import dev.carafe.node.update.slots.TestNode;
import dev.carafe.node.update.slots.TestSystem;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.reading.SettingsReader;
import dev.carafe.settings.schema.Schema;
import dev.carafe.trust.release.Channel;
import dev.carafe.trust.release.ChannelWriter;
import dev.carafe.trust.release.Release;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node as the agent puts it together, with a disk of files and a repository on loopback.
class NodeUpdatesTest {
  private static final TestSystem RUNNING = TestSystem.of("1.2.0");
  private static final TestSystem NEW = RUNNING.next("1.3.0");
  private static final String OLD_KERNEL = "carafe-plain_1.2.0.efi";
  private static final String NEW_KERNEL = "carafe-plain_1.3.0+3-0.efi";

  @TempDir private Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private OnlineRepository online;
  private TestNode node;
  private Place place;
  private NodeUpdates updates;

  @BeforeEach
  void start() throws IOException {
    place = new Place(folder.resolve("root"), 0, 0);
    online = published(folder.resolve("online"));
    node = TestNode.running(RUNNING, place.root());
    Files.createDirectories(place.updateRoot().resolveSibling(""));
    Files.write(place.updateRoot(), online.rootBytes());
    updates = agent();
  }

  @AfterEach
  void close() {
    online.close();
  }

  private static OnlineRepository published(Path folder) throws IOException {
    OnlineRepository repository = new OnlineRepository(folder, Instant.now());
    TestDownloads downloads = new TestDownloads();
    Release release = downloads.offer(NEW, RUNNING);
    for (Map.Entry<String, byte[]> file : downloads.files().entrySet()) {
      repository.add(file.getKey(), file.getValue());
    }
    Channel channel = new Channel("stable", List.of(release));
    repository.add("plain/x86_64/stable.json", ChannelWriter.write(channel));
    return repository.publish();
  }

  /// The agent starts, in the boot that there is.
  private NodeUpdates agent() {
    DataPartition data = new DataPartition(place.root().resolve("proc/self/mounts"), place.data());
    NodeUpdates made =
        new NodeUpdates(
            place,
            new NotingProcesses(new ArrayList<>()),
            data,
            new StatusBoard(),
            new Journal(new PrintStream(said, true, UTF_8)),
            () -> {},
            Optional.of(Runnable::run));
    made.use(OsRelease.read(place.osRelease()), settings());
    made.recall();
    return made;
  }

  private NodeSettings settings() {
    Schema schema = Components.schema();
    NodeSettings settings =
        new NodeSettings(schema, new SettingsReader(schema), StoreOpening.inMemory(schema));
    Json.Struct wanted =
        Json.object()
            .with("metadata-base-url", online.metadataUrl())
            .with("targets-base-url", online.targetsUrl())
            .with("seed", 7)
            .build();
    settings.commit(SettingsTree.of(Json.object().with("updates", wanted).build()), "test", "");
    return settings;
  }

  private String state() {
    Json.Struct status = updates.status();
    assertThat(status.member("most_recent_command").orElseThrow().toString())
        .as(said.toString(UTF_8))
        .contains("Success");
    return status.text("update_state").orElseThrow();
  }

  private void apply() {
    updates.refresh();
    updates.prepare();
    updates.activate();
    assertThat(state()).isEqualTo("Ready");
  }

  private Attempt lastAttempt() {
    return updates.history().attempts().getLast();
  }

  @Test
  void aReleaseIsPutOntoTheDisk() throws IOException {
    updates.refresh();
    assertThat(state()).isEqualTo("Available");
    updates.prepare();
    assertThat(state()).isEqualTo("Staged");
    assertThat(node.kernels()).containsExactly(OLD_KERNEL, "carafe-plain_1.3.0.efi.new");
    assertThat(node.verdict(NEW)).isEqualTo(new VerityVerdict.Intact());
    updates.activate();
    assertThat(state()).isEqualTo("Ready");
    assertThat(node.kernels()).containsExactly(OLD_KERNEL, NEW_KERNEL);
    assertThat(node.verdict(RUNNING)).isEqualTo(new VerityVerdict.Intact());
  }

  @Test
  void thePlanSaysFromWhereAndWhatRoomThereIs() {
    updates.refresh();
    Json.Struct install = (Json.Struct) updates.plan().member("install").orElseThrow();
    assertThat(install.member("refusal")).isEmpty();
    assertThat(install.objects("downloads"))
        .extracting(download -> download.text("target").orElseThrow())
        .containsExactly("plain/x86_64/1.3.0/kernel.delta", "plain/x86_64/1.3.0/usr.delta");
    assertThat(install.objects("downloads"))
        .allSatisfy(download ->
            assertThat(download.member("from"))
                .contains(Json.of(List.of(Json.of(online.targetsUrl())))));
    assertThat(install.objects("rooms"))
        .extracting(room -> room.text("where").orElseThrow())
        .containsExactly(
            "the other slot",
            "the hash tree of the other slot",
            "the EFI system partition",
            "the data partition");
  }

  @Test
  void whatThisBootHasProvedIsRemembered() throws IOException {
    apply();
    node.boot(NEW);
    updates = agent();
    updates.proved();
    assertThat(lastAttempt().outcome()).isEqualTo(Outcome.BLESSED);
    assertThat(lastAttempt().evidence().orElseThrow()).startsWith("gates passed:");
  }

  @Test
  void aTrialThatWasGivenUpIsToldWithItsReason() throws IOException {
    apply();
    node.rename(NEW_KERNEL, "carafe-plain_1.3.0+0-3.efi");
    Files.writeString(
        place.failedTrial(),
        """
        {"entry": "carafe-plain_1.3.0", "time": "2026-03-10T12:00:00Z",
         "gates": [{"name": "containerd", "reason": "it does not answer", "log": ["a", "b"]}]}
        """);
    updates = agent();
    assertThat(lastAttempt().outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(lastAttempt().reason()).isEqualTo("gate containerd: it does not answer");
    assertThat(lastAttempt().evidence()).contains("gate containerd: it does not answer\na\nb");
  }

  @Test
  void aTrialOfWhichNobodyTellsIsToldToo() throws IOException {
    apply();
    node.rename(NEW_KERNEL, "carafe-plain_1.3.0+0-3.efi");
    updates = agent();
    assertThat(lastAttempt().reason())
        .isEqualTo("the boot loader has tried it, and no boot of it was a good one");
  }

  @Test
  void aSystemThatIsNotVerifiedHasNoUpdates() throws IOException {
    Files.writeString(place.root().resolve("proc/cmdline"), "quiet\n");
    updates = agent();
    assertThat(updates.history().attempts()).isEmpty();
    assertThatThrownBy(updates::refresh)
        .hasMessage("there is no update: nothing on this system can fetch and install one");
  }
}
