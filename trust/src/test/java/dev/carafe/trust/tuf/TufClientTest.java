package dev.carafe.trust.tuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a client does with a repository that means well. What others may do to it is in `attack`.
class TufClientTest {
  @TempDir private Path folder;

  private final TestRepository repository = new TestRepository();
  private Victim client;

  @BeforeEach
  void begin() throws IOException {
    client = Victim.of(repository, folder);
  }

  @Test
  void aTargetComesAsItWasSigned() throws IOException {
    assertThat(client.download("a")).isEqualTo("alpha");
  }

  @Test
  void everyKindOfKeysSigns() throws IOException {
    for (Scheme scheme : Scheme.values()) {
      repository.keys("root").add(SoftwareKey.generate(scheme));
    }
    repository.rootThreshold = 4;
    repository.publishNextRoot(repository.keys("root"));
    assertThat(client.download("a")).isEqualTo("alpha");
  }

  @Test
  void whatIsTrustedIsKeptAsItWas() throws IOException {
    client.refreshed();
    assertThat(client.kept("timestamp")).isEqualTo(repository.file("timestamp.json"));
    assertThat(client.kept("targets")).isEqualTo(repository.file("1.targets.json"));
  }

  @Test
  void whatIsKeptIsNotFetchedAgain() throws IOException {
    client.refreshed();
    repository.asked.clear();
    assertThat(client.download("a")).isEqualTo("alpha");
    assertThat(repository.asked)
        .containsExactly("2.root.json", "timestamp.json", repository.place("a"));
  }

  @Test
  void newVersionsAreSeen() throws IOException {
    client.refreshed();
    repository.target("targets", "a", "beta");
    repository.publishNext();
    assertThat(client.download("a")).isEqualTo("beta");
  }

  @Test
  void rootsAreFollowedOneByOne() throws IOException {
    for (int i = 0; i < 3; i++) {
      List<SoftwareKey> before = repository.keys("root");
      SoftwareKey next = SoftwareKey.generate(Scheme.ED25519);
      repository.keys.put("root", new ArrayList<>(List.of(next)));
      repository.publishNextRoot(List.of(before.getFirst(), next));
    }
    assertThat(client.download("a")).isEqualTo("alpha");
    assertThat(client.kept("root")).isEqualTo(repository.file("4.root.json"));
  }

  @Test
  void rolesSpeakForTheirTargetsInTheirOrder() throws IOException {
    SoftwareKey one = SoftwareKey.generate(Scheme.ED25519);
    SoftwareKey other = SoftwareKey.generate(Scheme.ECDSA_P256);
    repository.delegate(
        "targets", new TestRepository.Delegated("one", List.of(one), false, List.of("x/*")));
    repository.delegate(
        "targets", new TestRepository.Delegated("../other", List.of(other), true, List.of("*/*")));
    repository.delegate(
        "targets", new TestRepository.Delegated("never", List.of(other), false, List.of("*/*")));
    repository.delegate(
        "one", new TestRepository.Delegated("targets", List.of(one), false, List.of("*/*")));
    repository.target("one", "x/1", "of one");
    repository.target("../other", "x/1", "of the other");
    repository.target("../other", "x/2", "of the other, too");
    repository.target("never", "x/3", "never asked");
    repository.publishNext();
    assertThat(client.download("x/1")).isEqualTo("of one");
    assertThat(client.download("x/2")).isEqualTo("of the other, too");
    assertThatThrownBy(() -> client.download("x/3")).isInstanceOf(UnknownTargetException.class);
    assertThat(folder.resolve("%2E.%2Fother.json")).isRegularFile();
  }

  @Test
  void aRoleThatIsLetSpeakByOthersIsSignedForEachOfThem() throws IOException {
    SoftwareKey one = SoftwareKey.generate(Scheme.ED25519);
    SoftwareKey stranger = SoftwareKey.generate(Scheme.ED25519);
    repository.delegate(
        "targets", new TestRepository.Delegated("shared", List.of(one), false, List.of("x/*")));
    repository.target("shared", "x/1", "of one");
    repository.publishNext();
    assertThat(client.download("x/1")).isEqualTo("of one");
    repository.delegations.put(
        "targets",
        new ArrayList<>(
            List.of(
                new TestRepository.Delegated("shared", List.of(stranger), false, List.of("x/*")))));
    repository.versions.merge("targets", 1L, Long::sum);
    repository.versions.merge("snapshot", 1L, Long::sum);
    repository.versions.merge("timestamp", 1L, Long::sum);
    repository.publish();
    assertThatThrownBy(() -> client.download("x/1")).isInstanceOf(NotSignedException.class);
  }

  @Test
  void allThatAnybodyNamesIsListedAndHowThingsStandWithHim() throws IOException {
    SoftwareKey one = SoftwareKey.generate(Scheme.ED25519);
    repository.delegate(
        "targets", new TestRepository.Delegated("one", List.of(one), true, List.of("x/*")));
    repository.delegate(
        "targets", new TestRepository.Delegated("two", List.of(one), true, List.of("*/*")));
    repository.target("one", "x/1", "of one");
    repository.target("two", "y/2", "of two");
    repository.publishNext();
    TufClient refreshed = client.refreshed();
    assertThat(refreshed.paths()).containsExactly("a", "x/1", "y/2");
    assertThat(refreshed.standings().stream().map(Standing::role))
        .containsExactly("root", "timestamp", "snapshot", "targets", "one", "two");
    assertThat(refreshed.standings().stream().map(Standing::version))
        .containsExactly(1L, 2L, 2L, 2L, 2L, 2L);
  }

  @Test
  void whatIsNoMetadataIsSaidToBeNone() {
    for (String bad :
        List.of("", "{", "[]", "{\"signed\":{}}", "{\"signed\":1,\"signatures\":[]}", "\u0000")) {
      repository.files.put("timestamp.json", bad.getBytes(StandardCharsets.UTF_8));
      assertThatThrownBy(client::refreshed)
          .as(bad)
          .isInstanceOf(MalformedMetadataException.class)
          .hasMessageStartingWith("timestamp.json");
    }
  }

  @Test
  void aRepositoryThatVanishesLeavesWhatWasTrusted() throws IOException {
    client.refreshed();
    repository.publishNext();
    repository.files.remove("2.snapshot.json");
    assertThatThrownBy(client::refreshed).isInstanceOf(NoSuchFileException.class);
    repository.publish();
    assertThat(client.download("a")).isEqualTo("alpha");
  }
}
