package dev.carafe.image.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.carafe.image.archive.ArchiveConfig;
import dev.carafe.image.archive.PackageStore;
import dev.carafe.image.content.ContentCache;
import dev.carafe.image.content.Downloader;
import dev.carafe.image.content.Network;
import dev.carafe.image.progress.Progress;
import dev.carafe.image.tools.ToolsTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoTest {
  @TempDir private Path folder;

  private Go go(Network network, Map<String, String> environment) {
    ContentCache cache = new ContentCache(folder);
    PackageStore store =
        new PackageStore(ArchiveConfig.trixie(), new Downloader(cache, Network.OFFLINE));
    return Go.of(ToolsTree.open(store, List.of(), Progress.SILENT), cache, network, environment);
  }

  @Test
  void modulesComeFromWhereTheEnvironmentSays() {
    Map<String, String> environment =
        Map.of("GOPROXY", "https://a.org", "https_proxy", "http://p:1", "GOFLAGS", "-race");
    assertThat(go(Network.ONLINE, environment).sources())
        .containsOnly(
            entry("GOPROXY", "https://a.org"),
            entry("GOSUMDB", "sum.golang.org"),
            entry("https_proxy", "http://p:1"));
  }

  @Test
  void withoutANetworkNobodyIsAsked() {
    assertThat(go(Network.OFFLINE, Map.of("GOPROXY", "https://a.org")).sources())
        .containsEntry("GOPROXY", "off");
  }

  @Test
  void aToolchainCanBeDeletedWithItsCache() throws IOException {
    Path toolchain = folder.resolve("go/modules/golang.org/toolchain@v0.0.1-go1.27.3.linux-amd64");
    Path inner = Files.createDirectories(toolchain.resolve("bin"));
    for (Path locked : List.of(inner, toolchain)) {
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
    }
    go(Network.ONLINE, Map.of()).unlockToolchains();
    assertThat(List.of(inner, toolchain))
        .allSatisfy(unlocked ->
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(unlocked)))
                .isEqualTo("rwxr-xr-x"));
  }
}
