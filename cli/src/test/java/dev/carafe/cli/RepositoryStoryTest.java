package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What people do with `carafe repo`, from the first command on.
class RepositoryStoryTest {
  @TempDir private Path folder;

  private RepositoryMaker maker;
  private String os = "";

  @BeforeEach
  void begin() throws IOException {
    maker = new RepositoryMaker(folder);
    os = maker.path("os");
  }

  @Test
  void aFirstRepositoryIsThreeCommands() throws IOException {
    assertThat(maker.done("init", os)).contains("root version 1").contains("Next: carafe repo add");
    assertThat(maker.done("add", os, "--under", "stable/plain/x86_64", maker.path("one.raw")))
        .contains("stable/plain/x86_64/one.raw  5 bytes");
    assertThat(folder.resolve("os/public/metadata")).doesNotExist();
    assertThat(maker.done("publish", os))
        .contains("targets    version 1")
        .contains("Clients begin with " + maker.path("os/public/metadata/1.root.json"))
        .contains("--refresh");
    assertThat(maker.done("check", os)).contains("1 of 1 targets are as they were signed");
    assertThat(folder.resolve("os/draft")).isEmptyDirectory();
    try (Stream<Path> keys = Files.list(folder.resolve("os/keys"))) {
      assertThat(keys.map(key -> String.valueOf(key.getFileName())))
          .containsExactlyInAnyOrder(
              "root.pem", "root.pub", "targets.pem", "targets.pub", "online.pem", "online.pub");
    }
  }

  @Test
  void moreIsAddedAndSomeRemoved() {
    maker.publishFirst();
    maker.done(
        "add",
        os,
        "--as",
        "beta/notes.txt",
        "--custom",
        "{\"of\": {\"n\": 2}}",
        maker.path("two.raw"));
    maker.done("publish", os);
    Json.Struct all = maker.json("check", os, "--json");
    assertThat(all.objects("targets").stream().map(target -> target.text("path").orElseThrow()))
        .containsExactly("beta/notes.txt", "stable/plain/x86_64/one.raw");
    assertThat(all.objects("targets").getFirst().member("custom"))
        .contains(JsonReader.read("{\"of\": {\"n\": 2}}"));
    maker.done("remove", os, "beta/notes.txt");
    maker.done("publish", os);
    assertThat(maker.done("check", os))
        .doesNotContain("notes.txt  6 bytes")
        .containsPattern("nobody names targets/beta/\\w+.notes.txt yet, or any more")
        .contains("1 of 1 targets");
    assertThat(maker.failed(ExitCode.FAILED, "remove", os, "beta/notes.txt"))
        .contains("there is no such target");
  }

  @Test
  void severalPeopleSignTheRootApart() throws IOException {
    for (String who : List.of("alice", "bob", "carol")) {
      maker.done("key", "create", maker.path(who + ".pem"));
    }
    String said =
        maker.done(
            "init",
            os,
            "--root",
            maker.path("alice.pub"),
            "--root",
            maker.path("bob.pub"),
            "--root",
            maker.path("carol.pub"));
    assertThat(said).contains("root       2 of").contains("draft/root.json --key KEY");
    assertThat(maker.failed(ExitCode.FAILED, "publish", os))
        .contains("root version 1 has 0 of the 2 signatures that root version 1 asks for")
        .contains("carafe repo sign " + os);
    Path draft = folder.resolve("os/draft/root.json");
    Files.copy(draft, folder.resolve("for-alice.json"));
    Files.copy(draft, folder.resolve("for-carol.json"));
    assertThat(maker.done("sign", maker.path("for-alice.json"), "--key", maker.path("alice.pem")))
        .contains("root version 1, until ")
        .containsPattern("signed by \\w{12}\n");
    maker.done("sign", maker.path("for-carol.json"), "--key", maker.path("carol.pem"));
    assertThat(maker.done("sign", os, "--merge", maker.path("for-alice.json")))
        .contains("has 1 of the 2 signatures");
    assertThat(maker.done("sign", os, "--merge", maker.path("for-carol.json")))
        .contains("has 2 of the 2 signatures");
    maker.done("publish", os);
    assertThat(maker.done("check", os, "--root", maker.path("os/public/metadata/1.root.json")))
        .contains("0 of 0 targets");
  }

  @Test
  void aDraftIsShownWithoutSigning() throws IOException {
    maker.done("init", os);
    String file = maker.path("os/draft/root.json");
    String before = Files.readString(Path.of(file));
    assertThat(maker.done("sign", file))
        .contains("snapshot   1 of")
        .contains("nobody has signed it");
    assertThat(Files.readString(Path.of(file))).isEqualTo(before);
    assertThat(maker.failed(ExitCode.FAILED, "sign", file, "--key", maker.path("os/keys/root.pub")))
        .contains("it is a public key alone, which signs nothing");
  }

  @Test
  void aLostKeyIsReplaced() throws IOException {
    maker.publishFirst();
    Files.delete(folder.resolve("os/keys/online.pem"));
    assertThat(maker.failed(ExitCode.FAILED, "publish", os, "--refresh"))
        .contains("snapshot has valid signatures of 0 keys")
        .contains("online.pem: there is no such file");
    assertThat(maker.done("rotate", os, "snapshot", "timestamp")).contains("root version 2, until");
    maker.done("publish", os);
    assertThat(maker.versions())
        .containsExactly("root 2", "timestamp 2", "snapshot 2", "targets 1");
    assertThat(maker.done("check", os, "--root", maker.path("os/public/metadata/1.root.json")))
        .contains("1 of 1 targets");
    assertThat(folder.resolve("os/repository.toml"))
        .content()
        .contains("keys = [\"file:keys/snapshot-2.pem\"]")
        .doesNotContain("online");
  }

  @Test
  void whoSignsTheRootIsExchangedByThoseWhoDid() throws IOException {
    maker.publishFirst();
    maker.done("key", "create", "--scheme", "ecdsa", maker.path("dave.pem"));
    maker.done("key", "create", "--scheme", "rsa", maker.path("erin.pem"));
    Files.move(folder.resolve("os/keys/root.pem"), folder.resolve("usb.pem"));
    maker.done(
        "rotate",
        os,
        "root",
        "--add",
        maker.path("dave.pem"),
        "--add",
        maker.path("erin.pub"),
        "--remove",
        maker.path("usb.pem"),
        "--threshold",
        "2");
    assertThat(maker.failed(ExitCode.FAILED, "publish", os))
        .contains("root version 2 has 0 of the 1 signatures that root version 1 asks for")
        .contains("root version 2 has 1 of the 2 signatures that root version 2 asks for");
    assertThat(maker.versions()).contains("root 1");
    maker.done(
        "sign",
        maker.path("os/draft/root.json"),
        "--key",
        maker.path("usb.pem"),
        "--key",
        maker.path("erin.pem"));
    maker.done("publish", os);
    assertThat(maker.done("check", os, "--root", maker.path("os/public/metadata/1.root.json")))
        .contains("root       version 2");
  }

  @Test
  void aKeyOfTargetsIsReplacedAndWhatItSignedIsSignedAnew() {
    maker.publishFirst();
    maker.done("rotate", os, "targets");
    maker.done("publish", os);
    assertThat(maker.versions()).contains("root 2", "targets 2");
    assertThat(maker.done("check", os)).contains("1 of 1 targets");
  }

  @Test
  void aTimerSignsAnewAndLeavesDraftsAlone() {
    maker.publishFirst();
    maker.done("add", os, maker.path("two.raw"));
    maker.done("publish", "--refresh", os);
    assertThat(maker.versions())
        .containsExactly("root 1", "timestamp 2", "snapshot 2", "targets 1");
    assertThat(folder.resolve("os/draft/targets.json")).exists();
    maker.done("publish", os);
    assertThat(maker.failed(ExitCode.FAILED, "publish", os)).contains("nothing is drafted");
  }

  @Test
  void whatRunsOutIsToldAndRenewed() {
    maker.publishFirst();
    assertThat(maker.done("expire", os)).containsPattern("timestamp +1 +\\S+Z +6 days");
    assertThat(maker.done("expire", os, "--within", "6")).contains("root");
    assertThat(maker.failed(ExitCode.FAILED, "expire", os, "--within", "10"))
        .contains("timestamp: ");
    maker.done("expire", os, "--renew", "root", "--renew", "targets");
    maker.done("publish", os);
    assertThat(maker.versions()).contains("root 2", "targets 2");
    assertThat(maker.failed(ExitCode.USAGE, "expire", os, "--renew", "timestamp"))
        .contains("publish --refresh");
  }

  @Test
  @Timeout(60)
  void aServedRepositoryIsCheckedFromAfar() throws InterruptedException {
    maker.publishFirst();
    StringWriter said = new StringWriter();
    Thread server =
        Thread.ofVirtual()
            .start(() ->
                Main.commandLine()
                    .setOut(new PrintWriter(said, true))
                    .execute("repo", "serve", os, "--port", "0"));
    String url = url(said);
    assertThat(maker.done("check", url, "--root", maker.path("os/public/metadata/1.root.json")))
        .contains("one.raw  5 bytes");
    server.interrupt();
    server.join();
    assertThat(maker.failed(ExitCode.NETWORK, "check", url)).contains("could not get " + url);
    assertThat(maker.failed(ExitCode.FAILED, "serve", maker.path("os/draft")))
        .contains("nothing is published");
  }

  private static String url(StringWriter said) throws InterruptedException {
    Pattern pattern = Pattern.compile("http://127.0.0.1:\\d+/");
    Optional<String> url = Optional.empty();
    while (url.isEmpty()) {
      Thread.sleep(10);
      Matcher found = pattern.matcher(said.toString());
      url = found.find() ? Optional.of(found.group()) : Optional.empty();
    }
    return url.get();
  }
}
