package dev.carafe.node.update.fetch;

import static dev.carafe.node.update.fetch.TrustingNode.CHANNEL;
import static dev.carafe.node.update.fetch.TrustingNode.RUNNING;
import static dev.carafe.node.update.fetch.TrustingNode.forge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.node.update.FailedUpdateException;
import dev.carafe.node.update.UpdatePolicy;
import dev.carafe.node.web.FakeWebServer;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.trust.release.ChannelWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedRepositoryTest {
  @TempDir private Path folder;
  private TrustingNode node;

  @BeforeEach
  void publish() throws IOException {
    node = new TrustingNode(folder);
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void whatAChannelOffersIsFound() {
    assertThat(node.refresh()).isEqualTo(node.channel());
  }

  @Test
  void whoKeepsTheMetadataLearnsTheVersionAndTheSeedAndNobodyElseDoes() {
    node.refresh(node.online().mirrorUrl());
    assertThat(node.online().server().seen())
        .isNotEmpty()
        .allSatisfy(seen ->
            assertThat(seen.path()).startsWith("/metadata/").endsWith("?version=1.2.0&seed=7"));
    assertThat(node.online().mirror().seen())
        .singleElement()
        .satisfies(seen -> assertThat(seen.path()).endsWith(".stable.json"));
  }

  @Test
  void anImageWithoutARootTrustsNobodyAndSaysWhatToDo() throws IOException {
    Files.delete(node.root());
    assertThatThrownBy(() -> node.refresh())
        .isInstanceOf(FailedUpdateException.class)
        .hasMessage(
            "could not trust any repository: the image has no "
                + node.root()
                + "; build one in which a component has the repository's root under"
                + " files/usr/share/carafe/updates/root.json");
    assertThat(node.online().server().seen()).isEmpty();
  }

  @Test
  void aMirrorThatGivesSomethingElseIsLeftForTheNext() {
    forge(node.online().mirrored(), "root-hash", "root-hasH");
    assertThat(node.refresh(node.online().mirrorUrl())).isEqualTo(node.channel());
    assertThat(node.waiting().pauses()).isEmpty();
  }

  @Test
  void whereEveryoneGivesSomethingElseItIsSaid() {
    forge(node.online().files(), "root-hash", "root-hasH");
    assertThatThrownBy(() -> node.refresh())
        .isInstanceOf(FailedUpdateException.class)
        .hasMessageStartingWith(
            "could not fetch " + CHANNEL + ": " + node.online().targetsUrl() + ": ")
        .hasMessageContaining("has another digest than");
  }

  @Test
  void metadataThatNobodySignedIsRefused() {
    forge(node.online().files(), "2026", "2036");
    assertThatThrownBy(() -> node.refresh())
        .isInstanceOf(FailedUpdateException.class)
        .hasMessageStartingWith(
            "could not fetch the metadata of updates: " + node.online().metadataUrl() + ": ");
  }

  @Test
  void metadataThatHasRunOutIsRefused() {
    node.now(OnlineRepository.NOW.plus(Duration.ofDays(8)));
    assertThatThrownBy(() -> node.refresh())
        .isInstanceOf(FailedUpdateException.class)
        .hasMessageContaining("timestamp");
  }

  /// It would be good by the clock, which has begun anew.
  @Test
  void metadataThatHasRunOutIsRefusedWhateverTheClockSays() throws IOException {
    Files.writeString(folder.resolve("time"), OnlineRepository.NOW.plus(Duration.ofDays(8)) + "\n");
    node.now(Instant.EPOCH);
    assertThatThrownBy(() -> node.repositoryAnew().refresh(node.policy(), RUNNING))
        .isInstanceOf(FailedUpdateException.class);
  }

  @Test
  void theTimeAtWhichMetadataIsAcceptedIsKept() throws IOException {
    node.refresh();
    assertThat(folder.resolve("time")).hasContent(OnlineRepository.NOW.toString());
  }

  @Test
  void aServerThatIsDownIsAskedAgain() {
    node.waiting().atPause(() -> node.online().files().spoil(answer -> answer));
    node.online().files().spoil(_ -> FakeWebServer.answer("503 Service Unavailable", ""));
    assertThat(node.refresh()).isEqualTo(node.channel());
    assertThat(node.waiting().pauses()).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void aChannelThatIsNotThereIsNamed() {
    UpdatePolicy policy =
        UpdatePolicy.read(
            SettingsTree.of(
                Json.object()
                    .with(
                        "updates",
                        Json.object()
                            .with("metadata-base-url", node.online().metadataUrl())
                            .with("targets-base-url", node.online().targetsUrl())
                            .with("channel", "beta")
                            .build())
                    .build()));
    assertThatThrownBy(() -> node.repository().refresh(policy, RUNNING))
        .isInstanceOf(FailedUpdateException.class)
        .hasMessage(
            "could not refresh updates: nobody who may speak for plain/x86_64/beta.json names it");
  }

  @Test
  void aTrustedRootThatIsDamagedIsReplacedByTheImages() throws IOException {
    node.refresh();
    Files.writeString(folder.resolve("trusted/root.json"), "{");
    assertThat(node.repositoryAnew().refresh(node.policy(), RUNNING)).isEqualTo(node.channel());
    assertThat(node.said()).contains("could not read the root that was trusted last");
  }

  @Test
  void anotherRepositoryThanTheImagesIsNotTrusted() throws IOException {
    try (OnlineRepository other = new OnlineRepository(folder.resolve("other"))) {
      other.add(CHANNEL, ChannelWriter.write(node.channel()));
      Files.write(node.root(), other.publish().rootBytes());
      assertThatThrownBy(() -> node.refresh()).isInstanceOf(FailedUpdateException.class);
    }
  }
}
