package dev.carafe.cli.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltDiskTest {
  private static final TestBuild BUILD = new TestBuild("plain", "1.3.0", Optional.empty());

  @TempDir private Path folder;

  private Path disk() {
    return folder.resolve("carafe-plain-1.3.0.raw");
  }

  @Test
  void aDiskIsFoundByItsFolderOrItself() throws IOException {
    BUILD.in(folder);
    Files.writeString(disk(), "disk");
    assertThat(BuiltDisk.at(folder)).isEqualTo(new BuiltDisk("plain", disk()));
    assertThat(BuiltDisk.at(disk())).isEqualTo(BuiltDisk.at(folder));
  }

  @Test
  void whatIsNotThereIsTold() throws IOException {
    Path absent = folder.resolve("absent");
    assertThatThrownBy(() -> BuiltDisk.at(absent))
        .isInstanceOf(BadBuildException.class)
        .hasMessage(
            "could not take %s for a build: there is no such folder; carafe build --output makes one",
            absent);
    assertThatThrownBy(() -> BuiltDisk.at(folder))
        .hasMessageContaining("there is no NAME.manifest.json in it");
    assertThatThrownBy(() -> BuiltDisk.at(disk()))
        .hasMessageContaining("there is no carafe-plain-1.3.0.manifest.json beside it");
    BUILD.in(folder);
    assertThatThrownBy(() -> BuiltDisk.at(folder))
        .hasMessageContaining("there is no carafe-plain-1.3.0.raw beside it");
  }

  @Test
  void aBuildIsToldFromAVariant() {
    assertThat(BuiltDisk.isMeantBy("build/1.3.0")).isTrue();
    assertThat(BuiltDisk.isMeantBy(disk().toString())).isTrue();
    assertThat(BuiltDisk.isMeantBy("carafe-plain-1.3.0.raw")).isTrue();
    assertThat(BuiltDisk.isMeantBy("src")).isTrue();
    assertThat(BuiltDisk.isMeantBy("plain")).isFalse();
    assertThat(BuiltDisk.isMeantBy("my/plain.toml")).isFalse();
  }
}
