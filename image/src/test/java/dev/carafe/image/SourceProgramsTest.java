package dev.carafe.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.image.archive.ArchiveConfig;
import dev.carafe.image.archive.PackageRequest;
import dev.carafe.image.archive.PackageStore;
import dev.carafe.image.component.BlueprintReader;
import dev.carafe.image.component.Component;
import dev.carafe.image.content.ContentCache;
import dev.carafe.image.content.Downloader;
import dev.carafe.image.content.Network;
import dev.carafe.image.progress.Progress;
import dev.carafe.image.tree.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceProgramsTest {
  @TempDir private Path folder;

  private Component component(String tables) throws IOException {
    Path place = folder.resolve("tool");
    Files.createDirectories(place.resolve("go"));
    Files.writeString(place.resolve("go/go.mod"), "module m\ngo 1.27.3\n");
    Files.writeString(place.resolve("go/go.sum"), "");
    Files.writeString(
        place.resolve("component.toml"),
        "description = 'a'\ncontainer.command = ['/a']\n" + tables);
    return BlueprintReader.image(place);
  }

  private SourcePrograms programs() {
    Downloader downloader =
        new Downloader(new ContentCache(folder.resolve("cache")), Network.OFFLINE);
    return new SourcePrograms(
        new PackageStore(ArchiveConfig.trixie(), downloader), List.of(), Progress.SILENT);
  }

  @Test
  void compilersAreAskedForOnlyWhereThereIsSource() throws IOException {
    assertThat(Packages.compilers(List.of(component("")))).isEmpty();
    assertThat(Packages.compilers(List.of(component("go.programs.'usr/bin/a' = 'a.org/a'\n"))))
        .contains(PackageRequest.of("golang-go"));
  }

  @Test
  void aLockFromBeforeTheSourceIsRefused() throws IOException {
    Component tool = component("go.programs.'usr/bin/a' = 'a.org/a'\n");
    assertThatThrownBy(() -> programs().addTo(new FileTree(), List.of(tool)))
        .isInstanceOf(NoCompilersException.class)
        .hasMessageContaining("could not build component 'tool' of its source: the lock has no");
  }

  @Test
  void withoutSourceNothingIsBuilt() throws IOException {
    FileTree tree = new FileTree();
    assertThat(programs().addTo(tree, List.of(component("")))).isEmpty();
    assertThat(tree.entries()).isEmpty();
  }
}
