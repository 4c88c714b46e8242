package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `carafe repo` says to those who do something wrong, or to whom something wrong was done.
class RepositoryMistakesTest {
  @TempDir private Path folder;

  private RepositoryMaker maker;
  private String os = "";

  @BeforeEach
  void begin() throws IOException {
    maker = new RepositoryMaker(folder);
    os = maker.path("os");
  }

  @Test
  void moreSignaturesThanKeysAreRefused() {
    maker.publishFirst();
    assertThat(maker.failed(ExitCode.FAILED, "rotate", os, "targets", "--threshold", "2"))
        .contains("could not ask for 2 signatures for targets: there are 1 keys");
    assertThat(maker.failed(ExitCode.USAGE, "init", maker.path("other"), "--threshold", "2"))
        .contains("1 keys sign the root");
    assertThat(folder.resolve("other")).doesNotExist();
    assertThat(maker.failed(ExitCode.USAGE, "rotate", os, "rot")).contains("'rot' is none of root");
  }

  @Test
  void whatWasDamagedIsFound() throws IOException {
    maker.publishFirst();
    maker.done("add", os, maker.path("two.raw"));
    maker.done("publish", os);
    for (Path target : targets()) {
      Files.writeString(target, "f");
    }
    assertThat(maker.failed(ExitCode.UNTRUSTED, "check", os))
        .contains("one.raw has 1 bytes instead of 5")
        .contains("two.raw has 1 bytes instead of 6");
    for (Path target : targets()) {
      Files.delete(target);
    }
    assertThat(maker.failed(ExitCode.UNTRUSTED, "check", os, "--json"))
        .contains("two.raw is not there");
    assertThat(maker.answer()).contains("\"sound\": false");
    Path snapshot = folder.resolve("os/public/metadata/2.snapshot.json");
    Files.writeString(
        snapshot, Files.readString(snapshot).replace("\"version\": 2", "\"version\": 3"));
    assertThat(maker.failed(ExitCode.UNTRUSTED, "check", os))
        .contains("could not trust the repository: snapshot.json has another sha256 digest");
  }

  @Test
  void nothingIsOverwritten() {
    maker.done("init", os);
    assertThat(maker.failed(ExitCode.FAILED, "init", os)).contains("it is there already");
    maker.done("key", "create", maker.path("a.pem"));
    assertThat(maker.failed(ExitCode.FAILED, "key", "create", maker.path("a.pem")))
        .contains("it is there already");
    maker.done("key", "show", maker.path("a.pem"), "--out", maker.path("b.pub"));
    assertThat(folder.resolve("b.pub")).hasSameTextualContentAs(folder.resolve("a.pub"));
    assertThat(
            maker.failed(
                ExitCode.FAILED, "key", "show", maker.path("a.pem"), "--out", maker.path("b.pub")))
        .contains("it is there already");
  }

  @Test
  void whatCannotBeAddedIsToldBeforeAnythingIs() {
    maker.done("init", os);
    assertThat(maker.failed(ExitCode.USAGE, "add", os, "--under", "../x", maker.path("one.raw")))
        .contains("'../x/one.raw' is no path in a repository");
    assertThat(maker.failed(ExitCode.FAILED, "add", os, maker.path("one.raw"), folder.toString()))
        .contains("it is a folder");
    assertThat(maker.failed(ExitCode.FAILED, "add", os, maker.path("three.raw")))
        .contains("three.raw: there is no such file");
    assertThat(
            maker.failed(
                ExitCode.USAGE,
                "add",
                os,
                "--as",
                "a",
                maker.path("one.raw"),
                maker.path("two.raw")))
        .contains("'--as' names one file");
    assertThat(maker.failed(ExitCode.USAGE, "add", os, "--custom", "[1]", maker.path("one.raw")))
        .contains("is no object");
    assertThat(maker.failed(ExitCode.USAGE, "add", os, "--custom", "{", maker.path("one.raw")))
        .contains("is no JSON");
    assertThat(
            maker.failed(
                ExitCode.UNTRUSTED, "add", os, "--custom", "{\"n\": 0.5}", maker.path("one.raw")))
        .contains("the number 0.5 is no integer");
    assertThat(maker.failed(ExitCode.FAILED, "add", maker.path("nowhere"), maker.path("one.raw")))
        .contains("carafe repo init " + maker.path("nowhere"));
  }

  @Test
  void keysThatCannotBeUsedAreTold() throws IOException {
    assertThat(maker.failed(ExitCode.FAILED, "init", os, "--root", maker.path("gone.pem")))
        .contains(
            "could not use the key file:" + maker.path("gone.pem") + ": there is no such file");
    assertThat(maker.failed(ExitCode.USAGE, "init", os, "--root", "pkcs11:token=a"))
        .contains("object=LABEL or id=%01 is missing");
    assertThat(maker.failed(ExitCode.MISTAKES, "init", os, "--root", maker.path("one.raw")))
        .contains("could not read a public key");
    assertThat(folder.resolve("os")).doesNotExist();
    maker.done("init", os);
    Files.writeString(folder.resolve("os/repository.toml"), "[root]\nkey = 1\n");
    assertThat(maker.failed(ExitCode.MISTAKES, "publish", os))
        .contains("repository.toml:2:1: unknown key 'key'; did you mean");
  }

  private List<Path> targets() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("os/public/targets"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
