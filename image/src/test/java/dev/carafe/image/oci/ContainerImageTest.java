package dev.carafe.image.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.component.Component.ContainerStart;
import dev.carafe.image.content.Content;
import dev.carafe.image.tree.FileTree;
import dev.carafe.image.tree.TreeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerImageTest {
  private static final ContainerStart START =
      new ContainerStart(List.of("/bin/hello"), List.of("A=b"));

  @TempDir private Path work;

  private ContainerImage image(String folder, String text) throws IOException {
    FileTree tree = new FileTree();
    tree.file("usr/bin/hello", Content.of(text), true, "test");
    tree.link("bin", "usr/bin", "test");
    tree.put(new TreeEntry.Directory("tmp", 01777), "test");
    return ContainerImage.write(
        work.resolve(folder), "latest", tree.entries(), START, Instant.EPOCH);
  }

  @Test
  void everyBlobIsCalledByItsDigest() throws IOException {
    ContainerImage image = image("a", "hello");
    Path blobs = image.folder().resolve("blobs/sha256");
    try (var files = Files.list(blobs)) {
      assertThat(files.toList())
          .hasSize(3)
          .allSatisfy(
              file -> assertThat(Sha256.of(file).hex()).isEqualTo(file.getFileName().toString()));
    }
    assertThat(image.folder().resolve("index.json"))
        .content()
        .contains("sha256:" + image.digest(), "\"latest\"");
    assertThat(blobs.resolve(image.digest().hex()))
        .content()
        .contains("layer.v1.tar+gzip", image.layer().getFileName().toString());
  }

  @Test
  void theConfigurationNamesTheLayerUnpacked() throws IOException {
    ContainerImage image = image("a", "hello");
    byte[] tar;
    try (InputStream layer = new GZIPInputStream(Files.newInputStream(image.layer()))) {
      tar = layer.readAllBytes();
    }
    assertThat(new String(image.config().bytes(), StandardCharsets.UTF_8))
        .contains("sha256:" + Sha256.of(tar), "\"A=b\"", "\"/bin/hello\"");
    assertThat(new String(tar, StandardCharsets.UTF_8)).contains("usr/bin/hello", "tmp/");
  }

  @Test
  void theSameTreeGivesTheSameBytes() throws IOException {
    assertThat(image("a", "hello").digest()).isEqualTo(image("b", "hello").digest());
    assertThat(image("c", "other").digest()).isNotEqualTo(image("b", "hello").digest());
  }

  @Test
  void oneThatIsWrittenAgainIsWhole() throws IOException {
    Sha256 first = image("a", "hello").digest();
    image("a", "other");
    assertThat(image("a", "hello").digest()).isEqualTo(first);
    assertThat(work.resolve("a/index.json")).content().contains(first.hex());
  }
}
