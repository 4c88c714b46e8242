package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.cli.key.KeyFile;
import dev.carafe.image.archive.PackageRequest;
import dev.carafe.image.process.Command;
import dev.carafe.image.process.Outcome;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.trust.tuf.Scheme;
import dev.carafe.trust.tuf.SoftwareKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tokens of SoftHSM, from Debian's archive, sign repositories. Debian's own Java loads them, as
/// they need Debian's C library.
class TokenIT {
  private static final String PIN = "1234";

  @TempDir static Path work;

  private static ToolsTree tools;
  private static Path module;
  private static SoftwareKey alice;

  @BeforeAll
  static void makeTokens() throws IOException {
    tools =
        TestWorkshop.open()
            .tools(
                List.of(
                    PackageRequest.of("openjdk-25-jdk-headless"), PackageRequest.of("softhsm2")));
    module = tools.file("usr/lib/softhsm/libsofthsm2.so");
    Files.createDirectories(work.resolve("tokens"));
    Files.writeString(
        work.resolve("softhsm2.conf"),
        """
        directories.tokendir = %s
        objectstore.backend = file
        log.level = ERROR
        """
            .formatted(work.resolve("tokens")));
    alice = makeToken("alice", Scheme.ECDSA_P256);
    makeToken("rsa", Scheme.RSA_PSS);
  }

  /// A token with a key that is called `root`.
  private static SoftwareKey makeToken(String name, Scheme scheme) throws IOException {
    Path file = work.resolve(name + ".pem");
    SoftwareKey key = new KeyFile(file).create(scheme);
    softhsm("--init-token", "--free", "--label", name, "--pin", PIN, "--so-pin", "567890");
    softhsm(
        "--import",
        file.toString(),
        "--token",
        name,
        "--label",
        "root",
        "--id",
        "a1",
        "--pin",
        PIN);
    return key;
  }

  private static void softhsm(String... words) {
    tools
        .command("softhsm2-util", "--module", module.toString())
        .with(words)
        .withEnvironment("SOFTHSM2_CONF", work.resolve("softhsm2.conf").toString())
        .run();
  }

  private static String uri(String attributes) {
    return "pkcs11:" + attributes + "?module-path=" + module;
  }

  private static Outcome repo(String pin, String... words) {
    return tools
        .command(
            "java",
            "--enable-native-access=dev.carafe.cli",
            "--module-path",
            System.getProperty("jdk.module.path"),
            "--class-path",
            System.getProperty("java.class.path"),
            "--module",
            "dev.carafe.cli/dev.carafe.cli.Main",
            "repo")
        .with(words)
        .withEnvironment("SOFTHSM2_CONF", work.resolve("softhsm2.conf").toString())
        .withEnvironment("CARAFE_PIN", pin)
        .outcome(Command.Input.NOTHING);
  }

  private static String done(String... words) {
    Outcome outcome = repo(PIN, words);
    assertThat(outcome.status()).as(outcome.text() + outcome.errors()).isZero();
    return outcome.text();
  }

  private static String failed(String pin, String... words) {
    Outcome outcome = repo(pin, words);
    assertThat(outcome.status()).as(outcome.text()).isEqualTo(ExitCode.FAILED.number());
    return outcome.errors();
  }

  @Test
  void aTokenShowsItsPublicKey() {
    for (String said :
        List.of(
            "token=alice;object=root", "token=alice;id=%a1", "token=alice;id=%A1;type=private")) {
      Path file = work.resolve("shown-" + said.length() + ".pub");
      assertThat(done("key", "show", uri(said), "--out", file.toString()))
          .startsWith(alice.key().id());
      assertThat(file).hasContent(alice.publicPem());
    }
  }

  @Test
  void aTokenSignsARootAndTargets() {
    String os = work.resolve("os").toString();
    String key = uri("token=alice;object=root");
    done("init", os, "--root", key, "--targets", key, "--online", key);
    done("add", os, module.toString());
    done("publish", os);
    done("publish", "--refresh", os);
    assertThat(done("check", os)).contains("timestamp  version 2").contains("1 of 1 targets");
  }

  @Test
  void whatTheTokenRefusesIsTold() {
    String os = work.resolve("refused").toString();
    String key = uri("token=alice;object=root");
    done("init", os, "--root", key);
    assertThat(failed("wrong", "publish", os)).contains("the PIN is wrong");
    assertThat(failed(PIN, "key", "show", uri("token=carol;object=root")))
        .contains("no tokens are meant, expected one; there are: [")
        .contains("'alice'");
    assertThat(failed(PIN, "key", "show", uri("token=alice;object=other")))
        .contains("the token 'alice' has 0 public keys of that name");
    assertThat(failed(PIN, "key", "show", uri("token=rsa;object=root")))
        .contains("the key is of another kind than ECDSA");
  }
}
