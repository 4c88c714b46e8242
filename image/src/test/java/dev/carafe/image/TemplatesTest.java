package dev.carafe.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.image.tree.FileTree;
import dev.carafe.image.tree.TreeEntry;
import dev.carafe.settings.Problem;
import dev.carafe.settings.reading.SchemaReader;
import dev.carafe.settings.schema.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplatesTest {
  private static Schema schema(String more) {
    List<Problem> problems = new ArrayList<>();
    Schema schema =
        new SchemaReader(problems)
            .read(
                "settings.toml",
                """
                [settings.motd]
                type = "line"
                default = "Hello"
                description = "A word."
                [configuration-files.motd]
                path = "/etc/motd"
                template-path = "/usr/share/motd"
                """
                    + more);
    assertThat(problems).isEmpty();
    return schema;
  }

  private static FileTree tree() {
    FileTree tree = new FileTree();
    tree.text("usr/share/motd", "{{settings.motd}} there\n", "web");
    return tree;
  }

  @Test
  void theImageHasAFileAsTheDefaultsMakeItWhereItIsAskedTo() {
    FileTree tree = tree();
    Templates.addRendered(schema("in-image = true\n"), tree);
    assertThat(tree.find("usr/share/factory/etc/motd").orElseThrow())
        .isInstanceOfSatisfying(
            TreeEntry.RegularFile.class, file -> assertThat(text(file)).isEqualTo("Hello there\n"));
  }

  @Test
  void otherFilesComeWithTheAgent() {
    FileTree tree = tree();
    Templates.addRendered(schema(""), tree);
    assertThat(tree.find("usr/share/factory/etc/motd")).isEmpty();
  }

  private static String text(TreeEntry.RegularFile file) {
    try {
      return new String(file.content().bytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
