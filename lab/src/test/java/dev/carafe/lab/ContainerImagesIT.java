package dev.carafe.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.disk.bytes.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images in Debian's registry, as its own files and interface show them.
class ContainerImagesIT {
  private static final String PAGE = "<p>hello</p>\n";

  @TempDir Path work;

  @Test
  void theSamePageGivesTheSameImageAnotherPageAnother() throws Exception {
    assertThat(push("one", PAGE)).isEqualTo(push("two", PAGE)).isNotEqualTo(push("three", "else"));
  }

  private Sha256 push(String name, String page) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(work.resolve(name));
    try (Registry registry = Registry.start(LiveTools.TREE, folder.resolve("hub, of {it}"))) {
      return ContainerImages.pushHello(LiveTools.TREE, registry, page, folder);
    }
  }

  @Test
  void theImageHoldsAProgramAndAPage() throws Exception {
    try (Registry registry = Registry.start(LiveTools.TREE, work.resolve("hub"))) {
      Sha256 digest = ContainerImages.pushHello(LiveTools.TREE, registry, PAGE, work);
      String manifest =
          Pages.get(registry.port(), "/v2/hello/manifests/sha256:" + digest.hex()).orElseThrow();
      String configuration = blob(registry, digests(manifest).getFirst());
      assertThat(configuration)
          .contains("\"/bin/busybox\",\"httpd\"")
          .contains("1970-01-01T00:00:00Z");
      Path layer = layer(digests(manifest).getLast());
      assertThat(busybox("tar", "-tvzf", layer.toString()))
          .matches("(?s).*-rwxr-xr-x 0/0 +\\d+ 1970-01-01 00:00:00 bin/busybox\n.*")
          .matches("(?s).*-rw-r--r-- 0/0 +13 1970-01-01 00:00:00 www/index.html\n.*");
      assertThat(busybox("tar", "-xzOf", layer.toString(), "www/index.html")).isEqualTo(PAGE);
    }
  }

  private static String blob(Registry registry, String hex) {
    return Pages.get(registry.port(), "/v2/hello/blobs/sha256:" + hex).orElseThrow();
  }

  private static List<String> digests(String manifest) {
    return Pattern.compile("\"digest\" ?: ?\"sha256:([0-9a-f]{64})\"")
        .matcher(manifest)
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  private Path layer(String hex) throws IOException {
    try (Stream<Path> files = Files.walk(work.resolve("hub"))) {
      return files.filter(file -> file.endsWith(Path.of(hex, "data"))).findFirst().orElseThrow();
    }
  }

  private static String busybox(String... words) {
    return LiveTools.TREE.command("busybox", words).run().text();
  }

  @Test
  void aRegistryThatCannotKeepImagesSaysSo() throws IOException, InterruptedException {
    try (Registry registry = Registry.start(LiveTools.TREE, work.resolve("hub"))) {
      Files.writeString(work.resolve("hub/images"), "in the way");
      assertThatThrownBy(() -> ContainerImages.pushHello(LiveTools.TREE, registry, PAGE, work))
          .isInstanceOf(LabException.class)
          .hasMessageStartingWith("could not push an image to the registry of the lab: ");
    }
  }
}
