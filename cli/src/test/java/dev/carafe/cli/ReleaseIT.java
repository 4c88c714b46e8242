package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.carafe.cli.tuf.HttpSource;
import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.bytes.Digests;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.disk.delta.Delta;
import dev.carafe.disk.delta.DeltaApplier;
import dev.carafe.disk.delta.DeltaFormat;
import dev.carafe.disk.delta.DeltaProgress;
import dev.carafe.disk.delta.DeltaTarget;
import dev.carafe.disk.delta.Extent;
import dev.carafe.disk.device.FileDevice;
import dev.carafe.disk.verity.RootHash;
import dev.carafe.disk.verity.VerityTree;
import dev.carafe.disk.zstd.Zstd;
import dev.carafe.image.BuiltImage;
import dev.carafe.image.archive.PackageRequest;
import dev.carafe.image.erofs.ErofsEntry;
import dev.carafe.image.erofs.ErofsFileSystem;
import dev.carafe.image.inspect.KernelFile;
import dev.carafe.image.progress.Progress;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.web.FileServer;
import dev.carafe.settings.Key;
import dev.carafe.settings.generation.Directory;
import dev.carafe.settings.generation.FileDirectory;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.reading.CompiledSchema;
import dev.carafe.trust.release.Artifact;
import dev.carafe.trust.release.Channel;
import dev.carafe.trust.release.ChannelReader;
import dev.carafe.trust.release.Payload;
import dev.carafe.trust.release.Release;
import dev.carafe.trust.release.Version;
import dev.carafe.trust.tuf.Pace;
import dev.carafe.trust.tuf.TufClient;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two systems that are built, published, and downloaded by a client of the repository: without a
/// boot, but with all that a node does until then.
class ReleaseIT {
  @TempDir private static Path work;

  private static Path os = Path.of("");
  private static BuiltImage before;
  private static BuiltImage after;
  private static FileServer server;

  @BeforeAll
  static void publish() throws IOException {
    TestReleases releases = TestReleases.open();
    os = releases.os();
    before = releases.before();
    after = releases.after();
    server = FileServer.start(os.resolve("public"), 0);
  }

  @AfterAll
  static void end() {
    server.close();
  }

  private static String served() {
    return "http://127.0.0.1:" + server.port();
  }

  /// A client that begins with the root in the older image.
  private static TufClient client() throws IOException {
    Directory trusted = FileDirectory.open(Files.createTempDirectory(work, "trusted"));
    TufClient.begin(trusted, file(before, "share/carafe/updates/root.json"));
    TufClient client =
        new TufClient(
            trusted,
            HttpSource.at(URI.create(served() + "/metadata"), Pace.USUAL),
            InstantSource.system());
    client.refresh();
    return client;
  }

  private static byte[] file(BuiltImage image, String path) throws IOException {
    try (FileChannel usr = FileChannel.open(image.usr())) {
      return switch (ErofsFileSystem.of(ByteSource.of(usr)).entry(path).orElseThrow()) {
        case ErofsEntry.RegularFile file -> file.content().bytes();
        case ErofsEntry other -> throw new AssertionError(other);
      };
    }
  }

  private static Path download(String target) throws IOException {
    Path file = Files.createTempFile(work, "download", "");
    TufClient client = client();
    try (OutputStream out = Files.newOutputStream(file)) {
      client.download(
          client.find(target), HttpSource.at(URI.create(served() + "/targets"), Pace.USUAL), out);
    }
    return file;
  }

  private static Release release(String version) throws IOException {
    String target = Channel.target("plain", "x86_64", "stable");
    return ChannelReader.read(target, Files.readAllBytes(download(target)))
        .find(Version.of(version))
        .orElseThrow();
  }

  private static RootHash rootHash(BuiltImage image) throws IOException {
    return KernelFile.of(image.kernel()).demandRootHash();
  }

  /// Makes what an artifact makes, as a node does, and looks whether it is what was built.
  private static void demandMakes(Artifact artifact, Path source, Path expected)
      throws IOException {
    Path made = Files.createTempFile(work, "made", "");
    Files.delete(made);
    Zstd zstd = new Workshop(Path.of(".."), new BuildOptions(), Progress.SILENT).zstd();
    try (FileChannel from = FileChannel.open(source);
        FileChannel file = FileChannel.open(download(artifact.target()))) {
      ByteSource whole = ByteSource.of(file);
      Delta delta = DeltaFormat.read(whole);
      try (FileDevice device = FileDevice.create(made, delta.target().blocks() * Extent.BLOCK);
          DeltaApplier applier = new DeltaApplier(zstd, delta, ByteSource.of(from), device)) {
        applier.apply(
            applier.plan(DeltaProgress.SILENT),
            DeltaFormat.payload(whole, delta),
            DeltaProgress.SILENT);
        complete(delta.target(), device);
      }
    }
    try (FileChannel bytes = FileChannel.open(made)) {
      assertThat(ByteSource.of(bytes).slice(0, artifact.unpacked()).digest())
          .isEqualTo(Sha256.of(expected));
    }
  }

  /// The tree over what was made has the root that the newer kernel demands.
  private static void complete(DeltaTarget target, FileDevice made) throws IOException {
    switch (target) {
      case DeltaTarget.File file -> file.complete(made);
      case DeltaTarget.FileSystem usr -> {
        Path hash = Files.createTempFile(work, "hash", "");
        Files.delete(hash);
        try (FileDevice device = FileDevice.create(hash, made.size())) {
          usr.complete(Digests.OF_JAVA, made, device);
          assertThat(VerityTree.read(device).root().hex()).isEqualTo(rootHash(after).hex());
        }
      }
    }
  }

  @Test
  void aStrangerTrustsAllOfIt() {
    assertThat(
            TestReleases.run(
                "repo",
                "check",
                served(),
                "--root",
                os.resolve("public/metadata/1.root.json").toString()))
        .contains("plain/x86_64/0.2.0/usr-from-0.1.0.delta", "11 targets are as they were signed");
  }

  @Test
  void aDeltaMakesTheNewUsrOfTheOldOne() throws IOException {
    Release release = release("0.2.0");
    assertThat(release.rootHash()).isEqualTo(rootHash(after));
    Payload usr = release.usr().payload();
    Artifact delta = usr.from(rootHash(before)).orElseThrow().artifact();
    assertThat(delta.size()).isLessThan(usr.full().size() / 10);
    demandMakes(delta, before.usr(), after.usr());
  }

  @Test
  void aDeltaMakesTheNewKernelOfTheOldOne() throws IOException {
    Payload kernel = release("0.2.0").kernel().payload();
    Artifact delta = kernel.from(rootHash(before)).orElseThrow().artifact();
    assertThat(delta.size()).isLessThan(kernel.full().size() / 10);
    demandMakes(delta, before.kernel(), after.kernel());
  }

  @Test
  void theWholeMakesBothOfNothing() throws IOException {
    Release release = release("0.2.0");
    Path nothing = Files.createTempFile(work, "nothing", "");
    demandMakes(release.usr().payload().full(), nothing, after.usr());
    demandMakes(release.kernel().payload().full(), nothing, after.kernel());
  }

  @Test
  void whatTellsOfABuildIsPublishedWithIt() throws IOException {
    Release release = release("0.2.0");
    assertThat(download(release.sbom().target())).hasSameBinaryContentAs(after.bill());
    assertThat(download(release.manifest().target())).hasSameBinaryContentAs(after.manifest());
  }

  @Test
  void aSystemKnowsItsVersionAndWhereItsUpdatesAre() throws IOException {
    String release = new String(file(after, "lib/os-release"), StandardCharsets.UTF_8);
    assertThat(release).contains("VERSION_ID=0.2.0\n", "IMAGE_VERSION=0.2.0\n");
    assertThat(file(after, "share/carafe/updates/root.json"))
        .isEqualTo(Files.readAllBytes(os.resolve("public/metadata/1.root.json")));
    String settings = new String(file(after, "share/carafe/settings.json"), StandardCharsets.UTF_8);
    assertThat(CompiledSchema.read(settings).defaults().get(Key.of("updates", "metadata-base-url")))
        .contains(Json.of(TestReleases.URL + "/metadata"));
    assertThat(TestReleases.run("inspect", after.disk().toString()))
        .contains("EFI/Linux/carafe-plain-0.2.0+3-0.efi", "usr_0.2.0_verity");
  }

  @Test
  void theBootLoaderTakesTheNewerOneForNewer() {
    ToolsTree tools =
        new Workshop(Path.of(".."), new BuildOptions(), Progress.SILENT)
            .tools(List.of(PackageRequest.of("systemd")));
    for (String older : List.of("0.1.0", "0.2.0~rc.1", "0.1.10")) {
      assertThatCode(() ->
              tools.command("systemd-analyze", "compare-versions", older, "lt", "0.2.0").run())
          .doesNotThrowAnyException();
    }
  }
}
