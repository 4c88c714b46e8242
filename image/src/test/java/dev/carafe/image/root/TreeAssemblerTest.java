package dev.carafe.image.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.image.component.BlueprintReader;
import dev.carafe.image.component.Component;
import dev.carafe.image.tree.FileTree;
import dev.carafe.image.tree.TreeEntry;
import dev.carafe.settings.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeAssemblerTest {
  @TempDir Path folder;

  @Test
  void whatComponentsBringIsLaidTogether() throws IOException {
    Component first = component("a", "etc/one");
    Component second = component("b", "etc/two");
    FileTree tree = TreeAssembler.assemble(List.of(first, second), List.of());
    assertThat(tree.entries())
        .extracting(TreeEntry::path)
        .containsExactly("etc", "etc/one", "etc/two");
  }

  @Test
  void onePathWithTwoThingsIsToldWhereTheSecondStands() throws IOException {
    Component first = component("a", "etc/one");
    Component second = component("b", "etc/one");
    assertThatThrownBy(() -> TreeAssembler.assemble(List.of(first, second), List.of()))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining(
            "b/files/etc/one:1:1: /etc/one is something else in component 'a'; leave it out of one"
                + " of them");
  }

  /// One with a file that says its name.
  private Component component(String name, String path) throws IOException {
    Path components = folder.resolve("components");
    Path file = components.resolve(name).resolve("files").resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, name);
    Files.writeString(components.resolve(name + "/component.toml"), "description = 'x'\n");
    Path variant = folder.resolve(name + ".toml");
    Files.writeString(variant, "description = 'v'\ncomponents = ['" + name + "']\n");
    return new BlueprintReader(List.of(), List.of(components))
        .read(variant.toString())
        .components()
        .getFirst();
  }
}
