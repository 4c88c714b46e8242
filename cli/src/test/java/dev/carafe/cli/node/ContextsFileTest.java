package dev.carafe.cli.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.settings.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextsFileTest {
  private static final LocalSocket NOWHERE = new LocalSocket(Path.of("/none/api.sock"));
  private static final String DIGEST = "AB:".repeat(31) + "AB";

  @TempDir Path folder;

  private Context context(KnownBy known) {
    return new Context(
        new NodeAddress("192.0.2.1", 7443), known, folder.resolve("me.pem"), Path.of("/k/me.key"));
  }

  private ContextsFile file() {
    return new ContextsFile(folder);
  }

  private String problems(String text) throws IOException {
    Files.writeString(file().path(), text);
    return catchProblems();
  }

  private String catchProblems() {
    try {
      return file().read().toString();
    } catch (ProblemsException e) {
      return String.valueOf(e.getMessage()).replace(folder + "/", "");
    }
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    Contexts contexts =
        Contexts.none()
            .with("a.b c", context(new KnownBy.Fingerprint(DIGEST)))
            .with("second", context(new KnownBy.Authority(folder.resolve("ca/authority.pem"))));
    file().write(contexts);
    assertThat(file().read()).isEqualTo(contexts);
    assertThat(contexts.current()).contains("a.b c");
  }

  @Test
  void nobodyElseMayReadTheFile() throws IOException {
    file().write(Contexts.none());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().path())))
        .isEqualTo("rw-------");
  }

  @Test
  void withoutAFileThereAreNoContexts() {
    assertThat(file().read()).isEqualTo(Contexts.none());
  }

  @Test
  void everyMistakeIsToldWithItsPlace() throws IOException {
    assertThat(
            problems(
                """
                current = "c"
                [contexts.a]
                address = "http://x"
                fingerprint = "AB"
                certificate = "c"
                kye = "k"
                """))
        .contains("contexts.toml:3:1: 'http://x' is no address; write \"host:7443\"")
        .contains("contexts.toml:4:1: 'AB' is no SHA-256 fingerprint")
        .contains("contexts.toml:6:1: unknown key 'kye'; did you mean")
        .contains("contexts.toml:1:1: there is no context 'c'");
  }

  @Test
  void aNodeIsKnownByOneThing() throws IOException {
    String rest = "address = \"a\"\ncertificate = \"c\"\nkey = \"k\"\n";
    assertThat(problems("[contexts.a]\n" + rest)).contains("nothing to know the node by");
    assertThat(
            problems(
                "[contexts.a]\n" + rest + "authority = \"b\"\nfingerprint = \"" + DIGEST + "\"\n"))
        .contains("both 'fingerprint' and 'authority'");
  }

  @Test
  void theFolderIsTheEnvironmentsToChoose() {
    assertThat(ContextsFile.usualFolder(Map.of("CARAFE_CONFIG", "/c", "XDG_CONFIG_HOME", "/x")))
        .isEqualTo(Path.of("/c"));
    assertThat(ContextsFile.usualFolder(Map.of("XDG_CONFIG_HOME", "/x")))
        .isEqualTo(Path.of("/x/carafe"));
    assertThat(ContextsFile.usualFolder(Map.of())).endsWithRaw(Path.of(".config/carafe"));
  }

  @Test
  void anAddressTakesTheTrustOfTheCurrentNode() {
    Contexts contexts = Contexts.none().with("a", context(new KnownBy.Fingerprint(DIGEST)));
    Contexts.Named other = contexts.choose(Optional.of("192.0.2.9:1"), NOWHERE);
    assertThat(other.name()).isEmpty();
    assertThat(other.access()).hasToString("192.0.2.9:1").isInstanceOf(Context.class);
    assertThat(contexts.choose(Optional.empty(), NOWHERE).name()).contains("a");
    assertThatThrownBy(() -> contexts.choose(Optional.of("b"), NOWHERE))
        .hasMessage("could not find node 'b': known are a");
    assertThatThrownBy(() -> Contexts.none().choose(Optional.empty(), NOWHERE))
        .hasMessageContaining("none is the current one");
  }

  @Test
  void addressesAreReadStrictly() {
    assertThat(NodeAddress.parse("web-1.example")).contains(new NodeAddress("web-1.example", 7443));
    assertThat(NodeAddress.parse("[::1]:5").map(NodeAddress::toString)).contains("[::1]:5");
    assertThat(NodeAddress.parse("a/b")).isEmpty();
    assertThat(NodeAddress.parse("u@a:1")).isEmpty();
    assertThat(NodeAddress.parse("a:0")).isEmpty();
    assertThat(NodeAddress.parse("a:65536")).isEmpty();
    assertThat(NodeAddress.parse("")).isEmpty();
  }
}
