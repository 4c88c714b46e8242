package dev.carafe.image.go;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.image.ImageException;
import dev.carafe.image.content.CacheException;
import dev.carafe.image.content.Network;
import dev.carafe.image.content.OfflineException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The texts are what Go 1.24 and 1.27 wrote.
class GoFailureTest {
  private static ImageException failure(String said) {
    return GoFailure.of("kubelet", Path.of("/cache/go"), Network.ONLINE, said);
  }

  @Test
  void anotherChecksumIsToldWithBoth() {
    assertThat(
            failure(
                """
                go: downloading github.com/russross/blackfriday/v2 v2.1.0
                verifying github.com/russross/blackfriday/v2@v2.1.0: checksum mismatch
                \tdownloaded: h1:JIO=
                \tgo.sum:     h1:KIO=

                SECURITY ERROR
                This download does NOT match an earlier download recorded in go.sum.
                """))
        .isInstanceOf(AlteredModuleException.class)
        .hasMessage(
            """
            could not build component 'kubelet' of Go modules: a module is not the one of its \
            checksum; find out which of both is right before you change go/go.sum
              verifying github.com/russross/blackfriday/v2@v2.1.0: checksum mismatch
                downloaded: h1:JIO=
                go.sum:     h1:KIO=\
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@v1: Get \"http://127.0.0.1:9/a\": dial tcp 127.0.0.1:9: connect: connection refused",
        "a@v1: Get \"http://no.invalid/a\": dial tcp: lookup no.invalid on 1.1.1.1:53: no such host",
        "a@v1: reading https://proxy.golang.org/a/@v/v1.zip: 503 Service Unavailable",
        "a@v1: Get \"https://proxy.golang.org/a/@v/v1.zip\": EOF",
        "a@v1: module lookup disabled by GOPROXY=off"
      })
  void aServerThatDoesNotAnswerIsTheNetworks(String said) {
    assertThat(failure(said))
        .isInstanceOf(UnreachableModuleException.class)
        .hasMessageContaining("could not be fetched; GOPROXY")
        .hasMessageEndingWith("\n  " + said);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "module lookup disabled by GOPROXY=off",
        "go: download go1.27.3 for linux/amd64: toolchain not available"
      })
  void withoutANetworkTheCacheLacksIt(String said) {
    assertThat(GoFailure.of("kubelet", Path.of("/cache/go"), Network.OFFLINE, said))
        .isInstanceOf(OfflineException.class)
        .hasMessage(
            "could not work offline: the cache lacks a Go module of component 'kubelet';"
                + " run once with a network");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "missing go.sum entry for module providing package a.org/b; to add: | go mod tidy",
        "go: updates to go.mod needed, disabled by -mod=readonly; to update it: | go mod tidy",
        "cannot find module providing package a.org/c: import lookup disabled | go/tools.go",
        "package a.org/b: build constraints exclude all Go files in b | a package has no file for",
        "go: no main packages to build | one of its packages is a library",
        "go: go.mod requires go >= 1.28 (running go 1.27.3) | a module needs a newer Go",
        "go: download go1.99.9: golang.org/toolchain@v0.0.1: 403 Forbidden | https://go.dev/dl/",
        "a@v1: reading https://proxy.golang.org/a/@v/v1.zip: 404 Not Found | not to be had",
        "main.go:3:23: undefined: undefinedThing | it does not compile",
        "panic: | Go gave up"
      })
  void aMistakeIsToldWithWhatToDo(String said, String advice) {
    assertThat(failure(said))
        .isInstanceOf(BadModuleException.class)
        .hasMessageStartingWith("could not build component 'kubelet' of Go modules: ")
        .hasMessageContaining(advice)
        .hasMessageEndingWith("\n  " + said);
  }

  @Test
  void aFullDiskIsNoMistakeOfTheModules() {
    assertThat(failure("link: write /tmp/a.out: no space left on device"))
        .isInstanceOf(CacheException.class)
        .hasMessage("could not build component 'kubelet' in /cache/go: no space left on device");
  }

  @Test
  void ofManyLinesTheFirstAreTold() {
    assertThat(
            String.valueOf(failure("main.go:3:23: undefined: a\n".repeat(100)).getMessage())
                .lines())
        .hasSize(21);
  }
}
