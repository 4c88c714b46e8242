package dev.carafe.trust.tuf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.settings.generation.FileDirectory;
import dev.carafe.settings.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditorTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final Json.Struct NOTHING = Json.object().build();

  @TempDir private Path folder;

  private final SoftwareKey one = SoftwareKey.generate(Scheme.ED25519);
  private final SoftwareKey two = SoftwareKey.generate(Scheme.ECDSA_P256);
  private final SoftwareKey three = SoftwareKey.generate(Scheme.ED25519);
  private final SoftwareKey online = SoftwareKey.generate(Scheme.ED25519);

  private Path repository() {
    return folder.resolve("repository");
  }

  private Editor editor() {
    return new Editor(repository(), NOW, Terms.USUAL);
  }

  /// Two of three sign the root, the first of them signs targets.
  private Document root() {
    return RootDraft.first()
        .with("root", List.of(one.key(), two.key(), three.key()), 2)
        .with("targets", List.of(one.key()), 1)
        .with("snapshot", List.of(online.key()), 1)
        .with("timestamp", List.of(online.key()), 1)
        .draft(NOW, Duration.ofDays(30));
  }

  private static Document draft(TargetsDraft targets) {
    return targets.draft(NOW, Terms.USUAL.targets());
  }

  private void publish(Map<String, Document> changed) throws IOException {
    editor().publication(changed).publish(List.of(online));
  }

  private void begin() throws IOException {
    Document root = root().signedBy(one).signedBy(two);
    publish(Map.of("root", root, "targets", draft(TargetsDraft.first()).signedBy(one)));
    TufClient.begin(FileDirectory.open(folder.resolve("trusted")), root.bytes());
  }

  private void release(String path, String content) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), content);
    Json.Struct custom = Json.object().with("note", "a test's").build();
    Target target = editor().add(new TargetPath(path), file, custom);
    Document before = editor().newest("targets").orElseThrow();
    publish(Map.of("targets", draft(TargetsDraft.after(before).with(target)).signedBy(one)));
  }

  private TufClient client() throws IOException {
    TufClient client =
        new TufClient(
            FileDirectory.open(folder.resolve("trusted")),
            Source.of(repository().resolve("metadata")),
            () -> NOW);
    client.refresh();
    return client;
  }

  private String download(TufClient client, String path) throws IOException {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    client.download(client.find(path), Source.of(repository().resolve("targets")), to);
    return to.toString(UTF_8);
  }

  @Test
  void whatIsPublishedIsRead() throws IOException {
    begin();
    release("plain/1.raw", "first");
    assertThat(download(client(), "plain/1.raw")).isEqualTo("first");
    release("plain/of two.raw", "second");
    TufClient client = client();
    assertThat(download(client, "plain/1.raw")).isEqualTo("first");
    assertThat(download(client, "plain/of two.raw")).isEqualTo("second");
    assertThat(client.find("plain/of two.raw").custom().text("note")).contains("a test's");
  }

  @Test
  void aTargetIsNamedNoMore() throws IOException {
    begin();
    release("a", "alpha");
    Document before = editor().newest("targets").orElseThrow();
    publish(Map.of("targets", draft(TargetsDraft.after(before).without("a")).signedBy(one)));
    assertThatThrownBy(() -> client().find("a")).isInstanceOf(UnknownTargetException.class);
  }

  @Test
  void talliesSayWhoIsStillToSign() throws IOException {
    begin();
    Document next =
        RootDraft.after(editor().newest("root").orElseThrow())
            .with("root", List.of(three.key()), 1)
            .draft(NOW, Duration.ofDays(30))
            .signedBy(three);
    Document targets = draft(TargetsDraft.after(editor().newest("targets").orElseThrow()));
    List<Tally> tallies = editor().publication(Map.of("root", next, "targets", targets)).tallies();
    assertThat(tallies.stream().map(tally -> tally.document() + " for " + tally.by()))
        .containsExactly(
            "root version 2 for root version 1",
            "root version 2 for root version 2",
            "targets version 2 for root version 2");
    assertThat(tallies.stream().map(Tally::isMet)).containsExactly(false, true, false);
    assertThat(tallies.getFirst().signed()).containsExactly(three.key().id());
    assertThat(tallies.getFirst().open()).containsOnly(one.key().id(), two.key().id());
  }

  @Test
  void signaturesThatWereMadeApartAreJoined() throws IOException {
    Document root = root();
    Document joined = root.signedBy(one).with(root.signedBy(three));
    Document targets = draft(TargetsDraft.first()).signedBy(one);
    publish(Map.of("root", Document.read("root.json", joined.bytes()), "targets", targets));
    assertThat(editor().newest("root")).contains(joined);
    Document other = RootDraft.after(root).draft(NOW, Duration.ofDays(30));
    assertThatThrownBy(() -> root.with(other))
        .isInstanceOf(InconsistentException.class)
        .hasMessage("the copy says something else than this root version 1; it is root version 2");
  }

  @Test
  void keysAreExchangedForOthers() throws IOException {
    begin();
    release("a", "alpha");
    client();
    SoftwareKey other = SoftwareKey.generate(Scheme.ED25519);
    Document next =
        RootDraft.after(editor().newest("root").orElseThrow())
            .with("root", List.of(other.key(), two.key()), 2)
            .with("timestamp", List.of(other.key()), 1)
            .draft(NOW, Duration.ofDays(30));
    Publication early = editor().publication(Map.of("root", next.signedBy(other).signedBy(two)));
    assertThatThrownBy(() -> early.publish(List.of(online, other)))
        .isInstanceOf(NotSignedException.class);
    Document signed = next.signedBy(one).signedBy(two).signedBy(other);
    editor().publication(Map.of("root", signed)).publish(List.of(online, other));
    assertThat(download(client(), "a")).isEqualTo("alpha");
  }

  @Test
  void whatIsNotSignedEnoughIsNotPublished() throws IOException {
    begin();
    Document targets = draft(TargetsDraft.after(editor().newest("targets").orElseThrow()));
    Publication unsigned = editor().publication(Map.of("targets", targets));
    assertThatThrownBy(() -> unsigned.publish(List.of(online)))
        .isInstanceOf(NotSignedException.class);
    Publication withoutItsKey = editor().publication(Map.of("targets", targets.signedBy(one)));
    assertThatThrownBy(() -> withoutItsKey.publish(List.of(three)))
        .isInstanceOf(NotSignedException.class)
        .hasMessageStartingWith("snapshot has");
    assertThat(repository().resolve("metadata/2.targets.json")).doesNotExist();
  }

  @Test
  void timestampAndSnapshotAreSignedAnewAlone() throws IOException {
    begin();
    publish(Map.of());
    assertThat(editor().standings().stream().map(each -> each.role() + " " + each.version()))
        .containsExactly("root 1", "timestamp 2", "snapshot 2", "targets 1");
  }

  @Test
  void whatWasInterruptedIsPublishedAgain() throws IOException {
    begin();
    Document targets =
        draft(TargetsDraft.after(editor().newest("targets").orElseThrow())).signedBy(one);
    publish(Map.of("targets", targets));
    publish(Map.of("targets", targets, "root", editor().newest("root").orElseThrow()));
    assertThat(client().standings().getLast().version()).isEqualTo(2);
  }

  @Test
  void nothingIsWrittenOver() throws IOException {
    begin();
    Document other = draft(TargetsDraft.first().with(target("b"))).signedBy(one);
    assertThatThrownBy(() -> publish(Map.of("targets", other)))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("another targets version 1 is there");
  }

  private Target target(String path) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), path);
    return editor().add(new TargetPath(path), file, NOTHING);
  }

  @Test
  void aRepositoryBeginsWithARootAndTargets() throws IOException {
    assertThatThrownBy(() -> editor().publication(Map.of()))
        .isInstanceOf(InconsistentException.class)
        .hasMessage("the repository has no root");
    Document root = root().signedBy(one).signedBy(two);
    assertThatThrownBy(() -> publish(Map.of("root", root)))
        .isInstanceOf(InconsistentException.class)
        .hasMessage("the repository has no targets");
    assertThat(editor().standings()).isEmpty();
  }

  @Test
  void noMoreSignaturesAreNeededThanThereAreKeys() {
    assertThatThrownBy(() -> RootDraft.first().with("root", List.of(one.key(), one.key()), 2))
        .hasMessage("root cannot need 2 signatures of 1 keys");
  }

  @Test
  void whatCannotBeSignedIsNotSaidOfATarget() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "content");
    Json.Struct custom = Json.object().with("ratio", new Json.Numeral("0.5")).build();
    assertThatThrownBy(() -> editor().add(new TargetPath("a"), file, custom))
        .isInstanceOf(MalformedMetadataException.class)
        .hasMessage("the number 0.5 is no integer");
  }

  @Test
  void aKeyThatSignsWithAnotherIsFound() {
    SigningKey wrong =
        new SigningKey() {
          @Override
          public Key key() {
            return one.key();
          }

          @Override
          public byte[] sign(byte[] bytes) throws IOException {
            return three.sign(bytes);
          }
        };
    assertThatThrownBy(() -> root().signedBy(wrong))
        .isInstanceOf(IOException.class)
        .hasMessage("the signature that came is not by the key " + one.key().id());
  }
}
