package dev.carafe.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.settings.PlacedDocument;
import dev.carafe.settings.Problem;
import dev.carafe.settings.TomlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunContextTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;
  private RunContext context = RunContext.of("plain");

  @BeforeEach
  void useFolder() {
    context = new RunContext("run-plain", folder);
  }

  private String certificate() throws IOException {
    return Files.readString(folder.resolve("run/admin.pem"));
  }

  @Test
  void theRemoteApiIsAddedToWhatIsGiven() {
    for (String own :
        List.of(
            "",
            "[settings]\nmotd = \"a\"",
            "settings = { motd = \"a\" }",
            "[[settings.a.b]]\nc = 1\n")) {
      List<Problem> problems = new ArrayList<>();
      PlacedDocument amended = TomlDocument.parse("", context.amended(own, NOW), problems);
      assertThat(problems).isEmpty();
      assertThat(amended.has("settings.api.remote.client-authorities")).isTrue();
      assertThat(amended.has("settings.motd")).isEqualTo(own.contains("motd"));
    }
  }

  @Test
  void whatCannotOrMustNotBeAddedToStaysAsItIs() {
    for (String own :
        List.of(
            "[settings.api.remote]\nenabled = false\n",
            "[settings]\napi.remote.port = 1\n",
            "settings = 1\n",
            "Content-Type: multipart/mixed\n",
            "[settings]\nmotd = \"" + "x".repeat(46_500) + "\"\n")) {
      assertThat(context.amended(own, NOW)).isEqualTo(own);
    }
  }

  @Test
  void theCertificateIsMadeOnceAndRenewedBeforeItEnds() throws IOException {
    String amended = context.amended("", NOW);
    String first = certificate();
    assertThat(context.amended("", NOW.plus(Duration.ofDays(300)))).isEqualTo(amended);
    assertThat(certificate()).isEqualTo(first);
    assertThat(context.amended("", NOW.plus(Duration.ofDays(365)))).isEqualTo(amended);
    assertThat(certificate()).isNotEqualTo(first);
  }

  @Test
  void theFingerprintIsReadFromTheConsole() {
    String digest = "0A:".repeat(31) + "FF";
    assertThat(
            RunContext.fingerprint(
                "x\u001b[2m port 7443 by TLS, certificate " + digest + "\u001b[0m"))
        .contains(digest);
    assertThat(RunContext.fingerprint("port 7443 by TLS, certificate 0A:0B")).isEmpty();
  }

  @Test
  void theNodeIsTheCurrentOneAfterwards() {
    new ContextsFile(folder).write(Contexts.none());
    context.establish(4711, "0A:".repeat(31) + "FF");
    Contexts contexts = new ContextsFile(folder).read();
    assertThat(contexts.current()).contains("run-plain");
    assertThat(contexts.demand("run-plain").address().port()).isEqualTo(4711);
  }

  @Test
  void aVariantsFileGivesItsNameToTheContext() {
    assertThat(RunContext.of("my/other.toml").name()).isEqualTo("run-other");
  }
}
