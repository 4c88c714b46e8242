package dev.carafe.node.update.fetch;

import static dev.carafe.node.update.fetch.TrustingNode.USR;
import static dev.carafe.node.update.fetch.TrustingNode.forge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.disk.delta.DeltaPlan;
import dev.carafe.node.update.FailedUpdateException;
import dev.carafe.node.update.UnreachableException;
import dev.carafe.node.web.FakeWebServer;
import dev.carafe.trust.release.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files of a release that was found.
class SignedDownloadsTest {
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
  void aWholeFileIsFetchedOnce() throws IOException {
    node.refresh();
    Path to = folder.resolve("usr.delta");
    node.fetch(node.artifact(), to);
    assertThat(to).hasBinaryContent(node.delta());
    int requests = node.online().server().seen().size();
    node.fetch(node.artifact(), to);
    assertThat(node.online().server().seen()).hasSize(requests);
    Files.write(to, Arrays.copyOf(node.delta(), node.delta().length - 1));
    node.fetch(node.artifact(), to);
    assertThat(to).hasBinaryContent(node.delta());
  }

  @Test
  void aWholeFileThatBreaksOffIsFetchedFromAnotherPlace() {
    node.refresh();
    node.online().mirrored().breakingOffAfter(100);
    Path to = folder.resolve("usr.delta");
    node.fetch(node.artifact(), to, node.online().mirrorUrl());
    assertThat(to).hasBinaryContent(node.delta());
    assertThat(node.online().mirror().seen()).hasSize(4);
  }

  @Test
  void aReleaseThatSaysAnotherSizeThanTheMetadataIsRefused() {
    node.refresh();
    Artifact other =
        new Artifact(USR, node.delta().length + 1, node.usr().length, node.artifact().head());
    assertThatThrownBy(() -> node.fetch(other, folder.resolve("usr.delta")))
        .isInstanceOf(FailedUpdateException.class)
        .hasMessage(
            "could not fetch %s: expected %d bytes as the release says, found %d in the repository's metadata"
                .formatted(USR, node.delta().length + 1, node.delta().length));
  }

  @Test
  void ofADeltaTheHeadIsFetchedAndThenWhatAPlanNeeds() throws IOException {
    node.refresh();
    int requests = node.online().server().seen().size();
    try (RemoteDelta remote = node.open(node.artifact())) {
      DeltaPlan plan = new DeltaPlan(remote.delta().operations().subList(1, 3));
      DeltaPlan.Range range = plan.ranges().getFirst();
      byte[] frames = remote.payload(plan).read(range.offset(), range.size()).array();
      int head = node.artifact().head().orElseThrow().size();
      int from = head + (int) range.offset();
      assertThat(frames)
          .isEqualTo(Arrays.copyOfRange(node.delta(), from, from + (int) range.size()));
      assertThat(node.online().server().seen().subList(requests, requests + 2))
          .extracting(seen -> seen.field("Range"))
          .containsExactly(
              "bytes=0-" + (head - 1), "bytes=%d-%d".formatted(from, from + range.size() - 1));
    }
  }

  @Test
  void aHeadThatIsAnotherIsSoughtElsewhere() {
    node.refresh();
    forge(node.online().mirrored(), "CRFDELTA", "CRFDELTa");
    try (RemoteDelta remote = node.open(node.artifact(), node.online().mirrorUrl())) {
      assertThat(remote.delta().payloadSize()).isPositive();
      assertThat(remote.distrust()).as("the mirror is left already").isFalse();
    }
  }

  @Test
  void aHeadThatIsAnotherEverywhereIsRefused() {
    node.refresh();
    forge(node.online().files(), "CRFDELTA", "CRFDELTa");
    assertThatThrownBy(() -> node.open(node.artifact()))
        .isInstanceOf(FailedUpdateException.class)
        .hasMessageStartingWith("could not trust " + USR + ": expected a head with digest ");
  }

  @Test
  void withoutTheDigestOfItsHeadADeltaIsNotOpened() {
    node.refresh();
    Artifact headless = new Artifact(USR, node.delta().length, node.usr().length);
    assertThatThrownBy(() -> node.open(headless))
        .isInstanceOf(FailedUpdateException.class)
        .hasMessage(
            "could not fetch " + USR + ": the release does not tell the digest of its head");
  }

  @Test
  void beforeTheFirstLookNothingIsFetched() {
    assertThatThrownBy(() -> node.fetch(node.artifact(), folder.resolve("x")))
        .isInstanceOf(FailedUpdateException.class)
        .hasMessage("could not fetch " + USR + ": it was not looked for updates yet");
  }

  /// No other server is asked for a file that this node cannot write.
  @Test
  void aFileThatCannotBeWrittenIsNoFaultOfAServers() {
    node.refresh();
    int requests = node.online().server().seen().size();
    assertThatThrownBy(() -> node.fetch(node.artifact(), Path.of("/dev/full")))
        .isInstanceOf(FailedUpdateException.class)
        .isNotInstanceOf(UnreachableException.class)
        .hasMessage("could not write /dev/full: No space left on device");
    assertThat(node.online().server().seen()).hasSize(requests + 1);
    assertThat(node.waiting().pauses()).isEmpty();
  }

  @Test
  void whereNobodyCanBeReachedItIsSaid() {
    node.refresh();
    node.online().files().spoil(_ -> FakeWebServer.answer("503 Service Unavailable", ""));
    assertThatThrownBy(() -> node.open(node.artifact()))
        .isInstanceOf(UnreachableException.class)
        .hasMessageStartingWith(
            "could not fetch %s, as nobody can be reached: %s: the server answers with status 503"
                .formatted(USR, node.online().targetsUrl()));
    assertThat(node.waiting().pauses()).hasSize(3);
  }

  /// The mirror is there, and lacks the file: the whole may be had from it still.
  @Test
  void whereSomebodyIsThereItIsSomethingElse() {
    node.refresh();
    node.online().mirrored().spoil(_ -> FakeWebServer.answer("404 Not Found", ""));
    node.online().files().spoil(_ -> FakeWebServer.answer("503 Service Unavailable", ""));
    assertThatThrownBy(() -> node.open(node.artifact(), node.online().mirrorUrl()))
        .isInstanceOf(FailedUpdateException.class)
        .isNotInstanceOf(UnreachableException.class)
        .hasMessageStartingWith("could not fetch " + USR + ": ");
  }
}
