package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.cli.release.ForeignRootException;
import dev.carafe.cli.release.RefusedException;
import dev.carafe.cli.release.ReleaseCreation;
import dev.carafe.cli.release.ReleaseReference;
import dev.carafe.cli.release.ReleaseTerms;
import dev.carafe.cli.release.ReleaseWish;
import dev.carafe.cli.release.TestBuild;
import dev.carafe.cli.repo.RepositoryTargets;
import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.disk.delta.Delta;
import dev.carafe.disk.delta.DeltaApplier;
import dev.carafe.disk.delta.DeltaFormat;
import dev.carafe.disk.delta.DeltaProgress;
import dev.carafe.disk.device.FileDevice;
import dev.carafe.disk.foreign.MissingLibraryException;
import dev.carafe.disk.verity.RootHash;
import dev.carafe.disk.zstd.Zstd;
import dev.carafe.image.content.ContentCache;
import dev.carafe.image.progress.Progress;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.trust.release.Artifact;
import dev.carafe.trust.release.Payload;
import dev.carafe.trust.release.PcrValue;
import dev.carafe.trust.release.Release;
import dev.carafe.trust.release.Version;
import dev.carafe.trust.release.WaveSet;
import dev.carafe.trust.release.Waves;
import dev.carafe.trust.tuf.AlteredException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What people do with `carafe release`, with builds of some kilobytes.
class ReleaseStoryTest {
  private static final ReleaseWish AT_ONCE = wish("stable", Waves.none());

  @TempDir private Path folder;

  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private final Zstd zstd = library();
  private Path os = Path.of("");
  private Optional<String> root = Optional.empty();

  private static Zstd library() {
    try {
      return Zstd.ofSystem();
    } catch (MissingLibraryException e) {
      return Assumptions.abort(String.valueOf(e.getMessage()));
    }
  }

  @BeforeEach
  void beginARepository() throws IOException {
    os = folder.resolve("os");
    done("repo", "init", os.toString());
    done("repo", "publish", os.toString());
    root = Optional.of(Files.readString(os.resolve("public/metadata/1.root.json")));
  }

  private int run(String... words) {
    output.getBuffer().setLength(0);
    errors.getBuffer().setLength(0);
    return Main.commandLine()
        .setOut(new PrintWriter(output, true))
        .setErr(new PrintWriter(errors, true))
        .execute(words);
  }

  private String done(String... words) {
    int code = run(words);
    assertThat(code).as(errors.toString()).isZero();
    return output.toString();
  }

  private String failed(String... words) {
    assertThat(run(words)).as(output + " " + errors).isEqualTo(ExitCode.FAILED.number());
    return errors.toString();
  }

  private String release(String command, String... words) {
    return done(
        Stream.concat(Stream.of("release", command, os.toString()), Stream.of(words))
            .toArray(String[]::new));
  }

  private TestBuild build(String version) {
    return new TestBuild("plain", version, root);
  }

  private Path made(TestBuild build) throws IOException {
    return build.in(folder.resolve(build.variant() + "-" + build.version()));
  }

  private static ReleaseWish wish(String channel, Waves waves) {
    return new ReleaseWish(
        channel,
        3,
        false,
        new ReleaseTerms(
            Optional.of(Version.of("0.9.0")), Optional.empty(), "Better\u001b in all.\n", waves));
  }

  /// What `carafe release create` does, without fetching zstd.
  private Release create(Path build, ReleaseWish wish, Path... previous) throws IOException {
    RepositoryTargets targets = RepositoryTargets.open(os, Instant.now());
    ReleaseCreation creation =
        new ReleaseCreation(
            targets, zstd, new ContentCache(folder.resolve("cache")), Progress.SILENT);
    for (Path each : previous) {
      creation.know(each);
    }
    Release release = creation.create(build, wish).release();
    targets.keep();
    assertThat(targets.publish(List.of())).isEmpty();
    return release;
  }

  private Release create(String version) throws IOException {
    return create(made(build(version)), AT_ONCE);
  }

  private Path target(Artifact artifact) throws IOException {
    Path file = RepositoryTargets.open(os, Instant.now()).file(artifact.target()).orElseThrow();
    assertThat(Files.size(file)).isEqualTo(artifact.size());
    return file;
  }

  /// What a node makes of a payload and of what it has.
  private byte[] applied(Artifact artifact, byte[] source) throws IOException {
    ByteSource whole = ByteSource.of(Files.readAllBytes(target(artifact)));
    Delta delta = DeltaFormat.read(whole);
    Path made = folder.resolve("made");
    Files.deleteIfExists(made);
    try (FileDevice device = FileDevice.create(made, delta.target().blocks() * 4096);
        DeltaApplier applier = new DeltaApplier(zstd, delta, ByteSource.of(source), device)) {
      applier.apply(
          applier.plan(DeltaProgress.SILENT),
          DeltaFormat.payload(whole, delta),
          DeltaProgress.SILENT);
    }
    return Arrays.copyOf(Files.readAllBytes(made), (int) artifact.unpacked());
  }

  @Test
  void aReleaseHoldsTheWholeSystem() throws IOException {
    TestBuild build = build("1.0.0");
    Path manifest = made(build);
    Release release = create(manifest, AT_ONCE);
    assertThat(release.version()).isEqualTo(Version.of("1.0.0+4f0c21d9"));
    assertThat(release.rootHash()).isEqualTo(RootHash.of(build.rootHash()));
    assertThat(release.kernel().file()).isEqualTo("carafe-plain-1.0.0.efi");
    assertThat(release.usr().payload().full().target()).isEqualTo("plain/x86_64/1.0.0/usr.full");
    assertThat(release.usr().payload().deltas()).isEmpty();
    assertThat(release.pcrs()).containsExactly(new PcrValue(11, "", Sha256.of("1.0.0").hex()));
    assertThat(applied(release.usr().payload().full(), new byte[0])).isEqualTo(build.usr());
    assertThat(applied(release.kernel().payload().full(), new byte[0]))
        .isEqualTo(Files.readAllBytes(manifest.resolveSibling("carafe-plain-1.0.0.efi")));
    assertThat(target(release.manifest())).hasSameBinaryContentAs(manifest);
    assertThat(target(release.sbom())).content().contains("CycloneDX");
    assertThat(done("repo", "check", os.toString()))
        .contains("plain/x86_64/stable.json")
        .contains("5 targets are as they were signed");
  }

  @Test
  void aReleaseTellsWhatATpmWillHold() throws IOException {
    create("1.0.0");
    ReleaseReference reference = new ReleaseReference();
    assertThat(reference.registers()).isEmpty();
    CommandLine.populateCommand(reference, "--repository", os.toString(), "--release", "1.0.0");
    assertThat(reference.registers())
        .containsExactly(new PcrValue(11, "", Sha256.of("1.0.0").hex()));
  }

  @Test
  void nodesOfTheThreeReleasesBeforeGetDeltas() throws IOException {
    for (String version : List.of("1.0.0", "1.1.0", "1.2.0", "1.3.0-rc.1")) {
      create(version);
    }
    Release release = create("1.3.0");
    Payload usr = release.usr().payload();
    assertThat(usr.deltas())
        .extracting(delta -> delta.version().toString())
        .containsExactly("1.3.0-rc.1+4f0c21d9", "1.2.0+4f0c21d9", "1.1.0+4f0c21d9");
    for (String version : List.of("1.1.0", "1.2.0", "1.3.0-rc.1")) {
      TestBuild before = build(version);
      Artifact delta = usr.from(RootHash.of(before.rootHash())).orElseThrow().artifact();
      assertThat(delta.target())
          .isEqualTo("plain/x86_64/1.3.0/usr-from-%s.delta".formatted(version));
      assertThat(delta.size()).isLessThan(usr.full().size() / 2);
      assertThat(applied(delta, before.usr())).isEqualTo(build("1.3.0").usr());
    }
    assertThat(release.kernel().payload().deltas()).hasSize(3);
    assertThat(release.sizeFrom(RootHash.of(build("1.2.0").rootHash()))).isLessThan(40_000);
  }

  @Test
  void aBuildThatIsAtHandIsNotUnpacked() throws IOException {
    Path first = made(build("1.0.0"));
    Release before = create(first, AT_ONCE);
    Path payload = target(before.usr().payload().full());
    Files.write(payload, new byte[(int) Files.size(payload)]);
    Path second = made(build("1.1.0"));
    assertThatThrownBy(() -> create(second, AT_ONCE))
        .isInstanceOf(AlteredException.class)
        .hasMessageContaining("plain/x86_64/1.0.0/usr.full has another digest than");
    assertThat(create(second, AT_ONCE, first).usr().payload().deltas()).hasSize(1);
  }

  @Test
  void aVersionIsPublishedOnceAndInItsOrder() throws IOException {
    create("1.1.0");
    assertThatThrownBy(() -> create("1.1.0"))
        .isInstanceOf(RefusedException.class)
        .hasMessage(
            "could not publish plain 1.1.0+4f0c21d9: stable of plain for x86_64 has"
                + " 1.1.0+4f0c21d9 already; give the build another version, or withdraw that one");
    assertThatThrownBy(() -> create("1.0.0"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("has 1.1.0+4f0c21d9, which is newer; --force publishes it");
    ReleaseWish forced = new ReleaseWish("stable", 3, true, AT_ONCE.terms());
    assertThat(create(made(build("1.0.0")), forced).usr().payload().deltas()).isEmpty();
    assertThat(release("list")).containsSubsequence("1.1.0+4f0c21d9", "1.0.0+4f0c21d9");
  }

  @Test
  void aSystemThatWouldNotBelieveTheRepositoryIsRefused() throws IOException {
    Path without = made(new TestBuild("plain", "1.0.0", Optional.empty()));
    assertThatThrownBy(() -> create(without, AT_ONCE))
        .isInstanceOf(ForeignRootException.class)
        .hasMessageContaining("it has no root")
        .hasMessageContaining("build it with --update-root");
    Path other = folder.resolve("other");
    done("repo", "init", other.toString());
    done("repo", "publish", other.toString());
    String foreign = Files.readString(other.resolve("public/metadata/1.root.json"));
    Path build = made(new TestBuild("plain", "1.0.0", Optional.of(foreign)));
    assertThatThrownBy(() -> create(build, AT_ONCE))
        .isInstanceOf(ForeignRootException.class)
        .hasMessageContaining("its root is none of " + os);
  }

  @Test
  void anEarlierRootIsTheRepositorysToo() throws IOException {
    done("repo", "rotate", os.toString(), "targets");
    done("repo", "publish", os.toString());
    assertThat(create("1.0.0").rootHash().hex()).isEqualTo(build("1.0.0").rootHash());
  }

  @Test
  void whatIsGoodGoesToTheNextChannelAsItIs() throws IOException {
    Path build = made(build("1.0.0"));
    Release beta = create(build, wish("beta", Waves.none()));
    Release stable = create(build, AT_ONCE);
    assertThat(stable).isEqualTo(beta);
    assertThat(done("repo", "check", os.toString())).contains("6 targets are as they were");
  }

  @Test
  void oneVersionIsOneSystemInAllChannels() throws IOException {
    create(made(build("1.0.0")), wish("beta", Waves.none()));
    done("repo", "expire", os.toString(), "--renew", "root");
    done("repo", "publish", os.toString());
    root = Optional.of(Files.readString(os.resolve("public/metadata/2.root.json")));
    assertThatThrownBy(() -> create("1.0.0"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("channel beta has 1.0.0+4f0c21d9, which is another system");
  }

  @Test
  void releasesAreListedAndShown() throws IOException {
    create("1.0.0");
    create(
        made(new TestBuild("metal", "1.0.0", root)),
        wish("beta", WaveSet.OHNO.from(Instant.now())));
    assertThat(release("list"))
        .containsPattern("beta +metal +x86_64 +1.0.0\\+4f0c21d9 +\\d.* from 20.*, until 20")
        .containsPattern("stable +plain +x86_64 +1.0.0\\+4f0c21d9 +0.2 MB +everybody at once");
    assertThat(release("list", "--variant", "plain")).doesNotContain("metal");
    assertThat(release("show", "1.0.0", "--channel", "beta"))
        .contains("1.0.0+4f0c21d9, beta of metal for x86_64")
        .contains("0.9.0 and newer")
        .contains("0 to 101", "5 %")
        .contains("Better\ufffd in all.");
    assertThat(failed("release", "show", os.toString(), "1.0.0"))
        .contains("could not tell which channel is meant")
        .contains("stable of plain for x86_64");
    assertThat(failed("release", "show", os.toString(), "1.0.1", "--variant", "plain"))
        .contains("could not find 1.0.1 in stable of plain for x86_64: it has [1.0.0+4f0c21d9]");
    assertThat(failed("release", "show", os.toString(), "1.0.0", "--variant", "plan"))
        .contains("could not find such a channel");
  }

  @Test
  void scriptsReadWhatTheDocumentSays() throws IOException {
    Release release = create("1.0.0");
    Json.Struct shown = (Json.Struct) JsonReader.read(release("show", "1.0.0", "--json"));
    assertThat(shown.text("channel")).contains("stable");
    assertThat(shown.text("root-hash")).contains(release.rootHash().hex());
    Json.Struct all = (Json.Struct) JsonReader.read(release("list", "--json"));
    assertThat(all.objects("releases")).containsExactly(shown);
  }

  @Test
  void aRollOutIsPausedAndGoesOn() throws IOException {
    create(made(build("1.0.0")), wish("stable", WaveSet.OHNO.from(Instant.now())));
    assertThat(release("waves", "1.0.0", "--pause"))
        .containsPattern("roll-out +paused")
        .contains("0 to 2047  100 %  never")
        .contains("Published in " + os.resolve("public"));
    assertThat(release("list")).contains("paused");
    assertThat(release("waves", "1.0.0", "--waves", "accelerated", "--start", "2 hours"))
        .containsPattern("roll-out +from 20");
    Path file =
        Files.writeString(
            folder.resolve("waves.toml"),
            "[[waves]]\nstart_after = '1 hour'\nfleet_percentage = 100\n");
    assertThat(
            release(
                "waves", "1.0.0", "--waves", file.toString(), "--start", "2020-01-01T00:00:00Z"))
        .contains("everybody since 2020-01-01T01:00:00Z");
    assertThat(failed("release", "waves", os.toString(), "1.0.0", "--pause"))
        .contains("could not pause 1.0.0+4f0c21d9: every node's turn has come");
    assertThat(release("waves", "1.0.0", "--waves", "none")).contains("everybody at once");
  }

  @Test
  void wavesThatAreNoneAreWrongUsage() throws IOException {
    create("1.0.0");
    for (List<String> words :
        List.of(
            List.of("say '--pause', or new waves"),
            List.of("say '--pause', or new waves", "--pause", "--waves", "none"),
            List.of("no file and no set of waves 'fast'; write default, ", "--waves", "fast"),
            List.of("'--start tomorrow' is no time", "--start", "tomorrow"),
            List.of("there are none", "--waves", "none", "--start", "1 hour"))) {
      String[] command =
          Stream.concat(
                  Stream.of("release", "waves", os.toString(), "1.0.0"), words.stream().skip(1))
              .toArray(String[]::new);
      assertThat(run(command)).isEqualTo(ExitCode.USAGE.number());
      assertThat(errors.toString()).contains(words.getFirst());
    }
  }

  @Test
  void whatIsWithdrawnIsNoTargetAnyMore() throws IOException {
    create("1.0.0");
    create("1.1.0");
    assertThat(release("withdraw", "1.0.0"))
        .contains("1.0.0+4f0c21d9 is off stable of plain for x86_64.");
    assertThat(release("list")).contains("1.1.0+4f0c21d9").doesNotContain("1.0.0+4f0c21d9");
    assertThat(done("repo", "check", os.toString()))
        .contains("plain/x86_64/1.1.0/usr-from-1.0.0.delta  ")
        .containsPattern("nobody names targets/plain/x86_64/1.0.0/\\w+.usr.full yet, or any more")
        .doesNotContain("plain/x86_64/1.0.0/usr.full  ");
  }

  @Test
  void whatAnotherChannelHasStays() throws IOException {
    Path build = made(build("1.0.0"));
    create(build, wish("beta", Waves.none()));
    create(build, AT_ONCE);
    release("withdraw", "1.0.0", "--channel", "beta");
    assertThat(done("repo", "check", os.toString()))
        .contains("plain/x86_64/1.0.0/usr.full  ")
        .contains("6 targets are as they were");
  }

  @Test
  void withoutTheKeyItIsDraftedAndSaysWhoMustSign() throws IOException {
    create("1.0.0");
    Files.move(os.resolve("keys/targets.pem"), folder.resolve("usb.pem"));
    assertThat(release("withdraw", "1.0.0"))
        .contains("Not public yet: could not publish: targets version")
        .contains("targets.pem: there is no such file")
        .contains("Next: carafe repo publish " + os);
    assertThat(release("list")).doesNotContain("1.0.0");
    done("repo", "sign", os.toString(), "--key", folder.resolve("usb.pem").toString());
    done("repo", "publish", os.toString());
    assertThat(done("repo", "check", os.toString())).contains("1 targets are as they were");
  }

  @Test
  void aDraftIsNotSigned() throws IOException {
    create("1.0.0");
    assertThat(release("waves", "1.0.0", "--waves", "ohno", "--draft", "--json"))
        .contains("\"published\": false", "\"lacking\": \"it is only drafted\"");
    assertThat(done("repo", "sign", os.resolve("draft/targets.json").toString()))
        .contains("nobody has signed it");
  }
}
