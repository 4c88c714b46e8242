package dev.carafe.cli.repo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.cli.key.KeyReference;
import dev.carafe.settings.ProblemsException;
import dev.carafe.trust.tuf.Terms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryFileTest {
  @TempDir private Path folder;

  private RepositoryConfig read(String text) throws IOException {
    RepositoryFile file = new RepositoryFile(folder);
    Files.writeString(file.path(), text);
    return file.read(Map.of());
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    KeyReference file = new KeyReference.InFile(folder.resolve("keys/a.pem"));
    KeyReference program = new KeyReference.OfProgram("sign", List.of("with", "it"));
    RepositoryConfig config =
        RepositoryConfig.usual(
            Map.of(
                "root", List.of(file),
                "targets", List.of(file, program),
                "snapshot", List.of(),
                "timestamp", List.of(program)));
    new RepositoryFile(folder).write(config);
    assertThat(new RepositoryFile(folder).read(Map.of())).isEqualTo(config);
    assertThat(folder.resolve("repository.toml"))
        .content()
        .contains("[root]\ndays = 365\nkeys = [\"file:keys/a.pem\"]\n")
        .contains("keys = [\"file:keys/a.pem\", \"command:sign with it\"]");
  }

  @Test
  void whatIsLeftOutIsUsual() throws IOException {
    RepositoryConfig config = read("[timestamp]\ndays = 2\n");
    assertThat(config.terms())
        .isEqualTo(
            new Terms(
                Terms.USUAL.root(),
                Terms.USUAL.targets(),
                Terms.USUAL.snapshot(),
                Duration.ofDays(2)));
    assertThat(config.keys("root")).isEmpty();
  }

  @Test
  void everyMistakeIsToldWithItsPlace() {
    assertThatThrownBy(() ->
            read(
                """
                [root]
                days = 0
                keys = ["pkcs11:token=a", "command:"]
                [tarets]
                """))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("repository.toml:2:1: 0 days are no term; write a number")
        .hasMessageContaining(
            ":3:9: 'pkcs11:token=a' names no key: object=LABEL or id=%01 is missing;")
        .hasMessageContaining(":3:27: 'command:' names no key: it names no program")
        .hasMessageContaining(":4:1: unknown key 'tarets'");
  }
}
