package dev.carafe.image.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.image.Applications;
import dev.carafe.image.ContainerImageBuilder;
import dev.carafe.image.archive.ArchiveConfig;
import dev.carafe.image.archive.DebianArchive;
import dev.carafe.image.component.BlueprintReader;
import dev.carafe.image.component.Component;
import dev.carafe.image.component.Component.GoSource;
import dev.carafe.image.content.ContentCache;
import dev.carafe.image.content.Downloader;
import dev.carafe.image.content.Network;
import dev.carafe.image.content.OfflineException;
import dev.carafe.image.elf.ElfFile;
import dev.carafe.image.oci.ContainerImage;
import dev.carafe.image.process.Command;
import dev.carafe.image.progress.Progress;
import dev.carafe.image.tools.LiveArchive;
import dev.carafe.image.tools.ToolsTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program of public modules is built by the Go that its module names. The user's own cache keeps
/// toolchain and modules from one run to the next; another one is filled from there.
final class GoProgramsIT {
  private static final Path LOOPBACK =
      Path.of("src/test/resources/dev/carafe/image/go/loopback").toAbsolutePath();
  private static final Component COMPONENT = BlueprintReader.image(LOOPBACK);
  private static final GoSource SOURCE = COMPONENT.go().orElseThrow();
  private static final ToolsTree TOOLS = LiveArchive.tools("libc-bin", Go.PACKAGE);
  private static final String PLUGINS = "github.com/containernetworking/plugins";

  @TempDir private static Path folder;
  private static GoPrograms first = new GoPrograms(SOURCE, Path.of(""));
  private static GoPrograms second = first;

  @BeforeAll
  static void buildTwice() {
    first = make(LiveArchive.cache(), Network.ONLINE, System.getenv(), SOURCE);
    second = make(otherCache(), Network.ONLINE, fromFirst(), SOURCE);
  }

  private static GoPrograms make(
      ContentCache cache, Network network, Map<String, String> environment, GoSource source) {
    Go go = Go.of(TOOLS, cache, network, environment);
    return GoPrograms.make(go, cache, "loopback", source, Progress.SILENT);
  }

  private static ContentCache otherCache() {
    return new ContentCache(folder.resolve("some/other cache"));
  }

  /// What the first build fetched is a proxy of Go's, too; but none of the checksum database.
  private static Map<String, String> fromFirst() {
    Path modules = LiveArchive.cache().root().resolve("go/modules/cache/download");
    Map<String, String> environment = new HashMap<>(System.getenv());
    String others = environment.getOrDefault("GOPROXY", "https://proxy.golang.org,direct");
    environment.put("GOPROXY", modules.toUri() + "," + others);
    return environment;
  }

  private static Path program(GoPrograms programs) {
    return programs.folder().resolve("0");
  }

  private static boolean isStatic(Path program) throws IOException {
    try (FileChannel file = FileChannel.open(program)) {
      return ElfFile.read(ByteSource.of(file)).orElseThrow().isStatic();
    }
  }

  @Test
  void theProgramRunsAndHasItsVariable() {
    assertThat(Command.of(program(first).toString()).outcome(Command.Input.NOTHING).errors())
        .startsWith("CNI loopback plugin v1.10.0 of Carafe's\n");
  }

  @Test
  void theProgramIsStaticAndWithoutNamesOfThisMachine() throws IOException {
    assertThat(isStatic(program(first))).isTrue();
    String bytes = Files.readString(program(first), StandardCharsets.ISO_8859_1);
    String cache = LiveArchive.cache().root().toString();
    assertThat(bytes.contains("go1.27.3")).isTrue();
    assertThat(bytes.contains(cache) || bytes.contains(".symtab")).isFalse();
  }

  @Test
  void anotherCacheMakesTheSameBytes() {
    assertThat(program(second)).hasSameBinaryContentAs(program(first));
    assertThat(second.folder()).startsWith(folder);
  }

  @Test
  void theModulesInItAreKnown() {
    assertThat(first.modules())
        .contains(
            new GoModule(PLUGINS, "v1.10.0"),
            new GoModule("github.com/vishvananda/netlink", "v1.3.1"),
            new GoModule("stdlib", "1.27.3"))
        .noneMatch(module -> module.path().startsWith("carafe.test"));
  }

  @Test
  void anImageHasIt() throws IOException {
    DebianArchive archive =
        new DebianArchive(
            ArchiveConfig.trixie(),
            new Downloader(LiveArchive.cache(), Network.ONLINE),
            InstantSource.system());
    ContainerImage image =
        new ContainerImageBuilder(
                archive, LiveArchive.store(), new Applications(Map.of()), Progress.SILENT)
            .build(COMPONENT, folder.resolve("image"), "latest", Optional.of(Instant.EPOCH));
    try (InputStream layer = new GZIPInputStream(Files.newInputStream(image.layer()))) {
      String tar = new String(layer.readAllBytes(), StandardCharsets.ISO_8859_1);
      String bytes = Files.readString(program(first), StandardCharsets.ISO_8859_1);
      assertThat(tar.contains("usr/bin/loopback") && tar.contains(bytes)).isTrue();
    }
  }

  @Test
  void aModuleOfAnotherChecksumIsNotBuilt() throws IOException {
    GoSource altered = altered("altered", "netlink v1.3.1 h1:", "netlink v1.3.1 h1:A");
    assertThatThrownBy(() -> make(otherCache(), Network.ONLINE, fromFirst(), altered))
        .isInstanceOf(AlteredModuleException.class)
        .hasMessageContaining("could not build component 'loopback' of Go modules: a module is not")
        .hasMessageContaining("verifying github.com/vishvananda/netlink@v1.3.1: checksum mismatch")
        .hasMessageContaining("go.sum:     h1:A");
  }

  @Test
  void aPackageThatIsNotThereIsToldWithWhatToDo() {
    assertThatThrownBy(() -> makeOf(PLUGINS + "/plugins/main/loopbak"))
        .isInstanceOf(BadModuleException.class)
        .hasMessageContaining("could not build component 'loopback' of Go modules: ")
        .hasMessageContaining("loopbak");
  }

  @Test
  void aPackageWhoseModulesAreNotPinnedIsToldWithWhatToDo() {
    assertThatThrownBy(() -> makeOf(PLUGINS + "/plugins/main/bridge"))
        .isInstanceOf(BadModuleException.class)
        .hasMessageContaining("run 'go mod tidy' in go/\n")
        .hasMessageContaining("missing go.sum entry");
  }

  @Test
  void aLibraryIsNoProgram() {
    assertThatThrownBy(() -> makeOf(PLUGINS + "/pkg/utils/buildversion"))
        .isInstanceOf(BadModuleException.class)
        .hasMessageContaining("one of its packages is a library");
  }

  @Test
  void withoutANetworkTheCacheIsEnoughOrIsToldOf() {
    GoSource tagged =
        new GoSource(
            SOURCE.module(),
            SOURCE.toolchain(),
            SOURCE.programs(),
            List.of("netgo"),
            SOURCE.variables());
    assertThat(make(otherCache(), Network.OFFLINE, System.getenv(), tagged).modules())
        .isEqualTo(first.modules());
    ContentCache empty = new ContentCache(folder.resolve("empty"));
    assertThatThrownBy(() -> make(empty, Network.OFFLINE, System.getenv(), SOURCE))
        .isInstanceOf(OfflineException.class)
        .hasMessageContaining("the cache lacks a Go module of component 'loopback'");
  }

  @Test
  void aProxyThatIsNotThereIsTheNetworks() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("GOPROXY", "http://127.0.0.1:9");
    ContentCache empty = new ContentCache(folder.resolve("empty"));
    assertThatThrownBy(() -> make(empty, Network.ONLINE, environment, SOURCE))
        .isInstanceOf(UnreachableModuleException.class)
        .hasMessageContaining("127.0.0.1:9");
  }

  private static GoPrograms makeOf(String name) {
    return make(
        otherCache(),
        Network.ONLINE,
        fromFirst(),
        new GoSource(
            SOURCE.module(),
            SOURCE.toolchain(),
            Map.of("usr/bin/a", name),
            SOURCE.tags(),
            SOURCE.variables()));
  }

  /// The source with another text in its `go.sum`.
  private static GoSource altered(String name, String from, String to) throws IOException {
    Path module = Files.createDirectories(folder.resolve(name));
    Files.copy(SOURCE.module().resolve("go.mod"), module.resolve("go.mod"));
    String sums = Files.readString(SOURCE.module().resolve("go.sum"));
    assertThat(sums).contains(from);
    Files.writeString(module.resolve("go.sum"), sums.replace(from, to));
    return new GoSource(
        module, SOURCE.toolchain(), SOURCE.programs(), SOURCE.tags(), SOURCE.variables());
  }
}
