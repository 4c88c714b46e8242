package dev.carafe.image.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.settings.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlueprintReaderTest {
  @TempDir Path folder;

  private Path variants;
  private Path components;

  @BeforeEach
  void folders() throws IOException {
    variants = Files.createDirectories(folder.resolve("variants"));
    components = Files.createDirectories(folder.resolve("components"));
  }

  private BlueprintReader reader() {
    return new BlueprintReader(List.of(variants), List.of(components));
  }

  private void component(String name, String text) throws IOException {
    Files.writeString(
        Files.createDirectories(components.resolve(name)).resolve("component.toml"), text);
  }

  @Test
  void whatAComponentRequiresComesAlong() throws IOException {
    Files.writeString(variants.resolve("v.toml"), "description = 'v'\ncomponents = ['web']\n");
    component("web", "description = 'web'\nrequires = ['base']\n");
    component("base", "description = 'base'\n");
    assertThat(reader().read("v").components())
        .extracting(Component::name)
        .containsExactly("web", "base");
  }

  @Test
  void anImageMayHaveAJavaProgramAndFoldersFromElsewhere() throws IOException {
    component(
        "tool",
        """
        description = 'a tool'
        [container]
        command = ['/bin/tool']
        [java]
        application = '../../jars'
        install = 'usr/lib/tool'
        runtime = 'usr/lib/jre'
        main = 'tool.Main'
        modules = ['java.base']
        options = []
        [folders]
        'usr/share/variants' = '../../variants'
        """);
    Component tool = BlueprintReader.image(components.resolve("tool"));
    assertThat(tool.java().orElseThrow().application()).isEqualTo("jars");
    assertThat(tool.java().orElseThrow().folder()).contains(folder.resolve("jars"));
    assertThat(tool.folders()).containsEntry("usr/share/variants", variants);
    Files.writeString(variants.resolve("v.toml"), "");
    assertThat(BlueprintReader.image(components.resolve("tool")).digest())
        .isNotEqualTo(tool.digest());
  }

  @Test
  void aFolderThatIsNotThereIsAMistake() throws IOException {
    component(
        "tool", "description = 'a'\ncontainer.command = ['a']\nfolders.'usr/a' = '../../none'\n");
    assertThatThrownBy(() -> BlueprintReader.image(components.resolve("tool")))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("there is no folder " + folder.resolve("none"));
  }

  @Test
  void aLaterFolderTakesThePlaceOfAnEarlierOne() throws IOException {
    Files.writeString(variants.resolve("v.toml"), "description = 'v'\ncomponents = ['web']\n");
    component("web", "description = 'theirs'\n");
    Path mine = Files.createDirectories(folder.resolve("mine/web"));
    Files.writeString(mine.resolve("component.toml"), "description = 'mine'\n");
    Blueprint read =
        new BlueprintReader(List.of(variants), List.of(components, folder.resolve("mine")))
            .read("v");
    assertThat(read.components().getFirst().description()).isEqualTo("mine");
  }

  @Test
  void everyMistakeIsReportedAtOnceWithItsPlaceAndASuggestion() throws IOException {
    Files.writeString(
        variants.resolve("v.toml"), "description = 'v'\ncomponents = ['wbe', 'base']\n");
    component("web", "description = 'web'\n");
    component("base", "description = 'base'\npakages = 1\n[packages.a]\nfiles = ['usr/{a']\n");
    assertThatThrownBy(() -> reader().read("v"))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("v.toml:2:15: no component 'wbe'; did you mean 'web'?")
        .hasMessageContaining("component.toml:4:10: 'usr/{a' is no pattern")
        .hasMessageContaining(
            "component.toml:2:1: unknown key 'pakages'; did you mean 'packages'?");
  }

  @Test
  void aVariantThatDoesNotExistIsSuggested() throws IOException {
    Files.writeString(variants.resolve("plain.toml"), "description = 'v'\n");
    assertThatThrownBy(() -> reader().read("plian")).hasMessageContaining("did you mean 'plain'?");
  }

  @Test
  void patternsMatchWithinNamesOrAcrossThem() {
    assertThat("usr/lib/a.so").matches(new PathPattern("usr/lib/*.{so,a}").compile(""));
    assertThat("usr/lib/x/a.so").doesNotMatch(new PathPattern("usr/lib/*.so").compile(""));
    assertThat("usr/lib/x/y/a.so").matches(new PathPattern("usr/**.so").compile(""));
  }
}
