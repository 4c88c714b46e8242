package dev.carafe.image.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.settings.Problem;
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
  void aVariantSaysWhatABuildOfItMakes() throws IOException {
    Files.writeString(variants.resolve("d.toml"), "description = 'd'\ncomponents = []\n");
    Files.writeString(
        variants.resolve("m.toml"),
        "description = 'm'\ncomponents = []\n[output]\nform = 'microvm'\n");
    assertThat(reader().read("d").variant().form()).isEqualTo(Variant.Form.DISK);
    assertThat(reader().read("m").variant().form()).isEqualTo(Variant.Form.MICROVM);
  }

  @Test
  void whatHasNoDiskHasNoSlots() throws IOException {
    Files.writeString(
        variants.resolve("m.toml"),
        "description = 'm'\ncomponents = []\n[output]\nform = 'microvm'\n[disk]\nslot-megabytes = 5\n");
    assertThatThrownBy(() -> reader().read("m"))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("slot-megabytes");
  }

  @Test
  void anUnknownFormIsAMistake() throws IOException {
    Files.writeString(
        variants.resolve("m.toml"),
        "description = 'm'\ncomponents = []\n[output]\nform = 'mikrovm'\n");
    assertThatThrownBy(() -> reader().read("m"))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("m.toml:4")
        .hasMessageContaining("no form 'mikrovm'")
        .hasMessageContaining("microvm");
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
  void aCircleOfRequirementsIsToldWhereItCloses() throws IOException {
    Files.writeString(variants.resolve("v.toml"), "description = 'v'\ncomponents = ['a', 'd']\n");
    component("a", "description = 'a'\nrequires = ['b']\n");
    component("b", "description = 'b'\nrequires = ['c', 'd']\n");
    component("c", "description = 'c'\nrequires = ['d', 'a']\n");
    component("d", "description = 'd'\nrequires = ['d']\n");
    assertThat(mistakes())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .endsWith(
                        "c/component.toml:2:18: components require each other in a circle: a -> b ->"
                            + " c -> a; leave out one of these; what both need can be a component"
                            + " of its own"),
            line ->
                assertThat(line)
                    .endsWith(
                        "d/component.toml:2:13: component 'd' requires itself; leave it out"));
  }

  @Test
  void aPathBelongsToOneComponentUnlessBothBringTheSame() throws IOException {
    Files.writeString(variants.resolve("v.toml"), "description = 'v'\ncomponents = ['a', 'b']\n");
    component("a", "description = 'a'\n[links]\n'usr/c' = 'x'\n'usr/d' = 'x'\n");
    component("b", "description = 'b'\n[links]\n'usr/c' = 'y'\n'usr/d' = 'x'\n");
    file("a/files/etc/same", "same");
    file("b/files/etc/same", "same");
    file("a/files/etc/other", "one");
    Path second = file("b/files/etc/other", "another");
    assertThat(mistakes())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .contains("b/component.toml:3:1: /usr/c is brought a second time")
                    .endsWith("a/component.toml:3:1"),
            line ->
                assertThat(line)
                    .startsWith(second + ":1:1: /etc/other is brought a second time")
                    .endsWith("a/files/etc/other:1:1"));
    component("b", "description = 'b'\ninto = 'initrd'\n[links]\n'usr/c' = 'y'\n");
    assertThat(mistakes()).isEmpty();
  }

  @Test
  void unitsAndTemplatesThatNobodyBringsAreToldBeforeThereAreAnyPackages() throws IOException {
    Files.writeString(variants.resolve("v.toml"), "description = 'v'\ncomponents = ['a']\n");
    component(
        "a",
        """
        description = 'a'
        [packages.p]
        files = ['usr/lib/systemd/system/p*.service']
        [units]
        "multi-user.target" = ["own.service", "packed.service", "none.service"]
        """);
    file("a/files/usr/lib/systemd/system/own.service", "[Unit]\n");
    file("a/files/usr/share/carafe/templates/broken", "one\n{{#if}}\n");
    file(
        "a/settings.toml",
        """
        [services.a]
        configuration-files = ["a", "b"]
        [configuration-files.a]
        path = "/etc/a"
        template-path = "/usr/share/carafe/templates/broken"
        [configuration-files.b]
        path = "/etc/b"
        template-path = "/usr/share/carafe/templates/none"
        """);
    assertThat(mistakes())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .endsWith(
                        "a/component.toml:5:57: no component brings the unit 'none.service'; add it"
                            + " as files/usr/lib/systemd/system/none.service, or select it of a"
                            + " package"),
            line -> assertThat(line).contains("a/files/usr/share/carafe/templates/broken:2:"),
            line ->
                assertThat(line)
                    .endsWith(
                        "a/settings.toml:6:1: there is no template /usr/share/carafe/templates/none"
                            + " for the configuration file 'b'; add it as"
                            + " files/usr/share/carafe/templates/none"));
  }

  @Test
  void aTemplateThatCannotDoWithoutAnUnknownSettingIsToldWithWhatWasMeant() throws IOException {
    Files.writeString(variants.resolve("v.toml"), "description = 'v'\ncomponents = ['a']\n");
    component("a", "description = 'a'\n");
    file(
        "a/files/usr/share/carafe/templates/a",
        "{{settings.a.port}}\n{{#if settings.x.y}}{{settings.x.y}}{{/if}}\n{{settings.a.prot}}\n");
    file(
        "a/settings.toml",
        """
        [settings."a.port"]
        type = "port"
        description = "x"
        affected-services = ["a"]
        [settings."a.url"]
        type = "url"
        description = "x"
        template = "http://localhost:{{settings.a.pot}}/"
        [services.a]
        configuration-files = ["a"]
        [configuration-files.a]
        path = "/etc/a"
        template-path = "/usr/share/carafe/templates/a"
        """);
    assertThat(mistakes())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .endsWith(
                        "templates/a:3:3: there is no setting settings.a.prot; did you mean 'port'?"),
            line ->
                assertThat(line)
                    .endsWith(
                        "a/settings.toml:5:1: there is no setting settings.a.pot; did you mean"
                            + " 'port'?"));
  }

  @Test
  void componentsAreCheckedWithAVariantThatDoesNotHaveThem() throws IOException {
    Files.writeString(variants.resolve("v.toml"), "description = 'v'\ncomponents = ['base']\n");
    component("base", "description = 'base'\n");
    Path mine = Files.createDirectories(folder.resolve("mine/web"));
    Files.writeString(
        mine.resolve("component.toml"), "description = 'web'\nrequires = ['base', 'bsae']\n");
    assertThat(reader().check("v", List.of(mine, folder.resolve("none"))))
        .extracting(Problem::toString)
        .satisfiesExactly(
            line ->
                assertThat(line).contains("none/component.toml:1:1: there is no such component"),
            line -> assertThat(line).endsWith("no component 'bsae'; did you mean 'base'?"));
  }

  @Test
  void aFolderOfComponentsIsNeitherMissingNorAComponent() throws IOException {
    Files.writeString(variants.resolve("v.toml"), "description = 'v'\ncomponents = ['a']\n");
    component("a", "description = 'a'\n");
    BlueprintReader reader =
        new BlueprintReader(
            List.of(variants), List.of(components, components.resolve("a"), folder.resolve("no")));
    assertThat(reader.check("v", List.of()))
        .extracting(Problem::found)
        .containsExactly(
            "it is a component itself, and no folder of components",
            "there is no such folder of components");
  }

  private List<String> mistakes() {
    return reader().check("v", List.of()).stream().map(Problem::toString).sorted().toList();
  }

  private Path file(String name, String text) throws IOException {
    Path file = components.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
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
