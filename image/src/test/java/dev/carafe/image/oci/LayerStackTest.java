package dev.carafe.image.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.image.component.Component.ContainerStart;
import dev.carafe.image.content.Content;
import dev.carafe.image.oci.OciImage.Config;
import dev.carafe.image.oci.OciImage.Layer;
import dev.carafe.image.tar.TarArchive;
import dev.carafe.image.tree.TreeEntry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerStackTest {
  private static final String TAR = "application/vnd.oci.image.layer.v1.tar";
  private static final Config NOTHING =
      new Config(List.of(), List.of(), List.of(), Optional.empty(), Optional.empty());

  @TempDir Path folder;

  private final List<Layer> layers = new ArrayList<>();

  private static TreeEntry file(String path, String text) {
    return new TreeEntry.RegularFile(path, 0644, Content.of(text));
  }

  private void layer(TreeEntry... entries) throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    TarArchive.write(Channels.newChannel(tar), List.of(entries), Instant.EPOCH);
    layer(tar.toByteArray());
  }

  private void layer(byte[] tar) throws IOException {
    layers.add(new Layer(Files.write(folder.resolve("blob" + layers.size()), tar), TAR));
  }

  private LayerStack stack() throws IOException {
    return LayerStack.of(
        new OciImage(folder, NOTHING, layers), Files.createTempDirectory(folder, "work"));
  }

  private List<String> written() throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    stack().write(Channels.newChannel(tar));
    Path all = Files.write(folder.resolve("all.tar"), tar.toByteArray());
    List<String> found = new ArrayList<>();
    for (LayerMember member : LayerMember.read(all, new ByteArrayInputStream(tar.toByteArray()))) {
      String text = new String(member.content().bytes(), StandardCharsets.UTF_8);
      found.add((member.path() + " " + member.type() + " " + text).strip());
    }
    return found;
  }

  @Test
  void aHigherLayerTakesThePlaceOfALowerOne() throws IOException {
    layer(file("a", "old"), file("b", "kept"));
    layer(file("a", "new"));
    assertThat(written()).containsExactly("a 0 new", "b 0 kept");
    assertThat(stack().text("a")).contains("new");
    assertThat(stack().text("c")).isEmpty();
  }

  @Test
  void whatIsWhitedOutIsGoneWithAllBelowIt() throws IOException {
    layer(new TreeEntry.Directory("d", 0755), file("d/x", "x"), file("d-not", "n"), file("f", "f"));
    layer(file(".wh.d", ""), file(".wh.f", ""));
    assertThat(written()).containsExactly("d-not 0 n");
  }

  @Test
  void anOpaqueFolderHidesWhatIsBelowAndNotWhatComesWithIt() throws IOException {
    layer(new TreeEntry.Directory("d", 0755), file("d/old", "o"));
    layer(new TreeEntry.Directory("d", 0700), file("d/.wh..wh..opq", ""), file("d/new", "n"));
    assertThat(written()).containsExactly("d 5", "d/new 0 n");
  }

  @Test
  void aFileInPlaceOfAFolderTakesAllOfIt() throws IOException {
    layer(new TreeEntry.Directory("d", 0755), file("d/x", "x"));
    layer(file("d", "file"));
    assertThat(written()).containsExactly("d 0 file");
  }

  @Test
  void longNamesStayTheirFilesNames() throws IOException {
    String path = "n".repeat(90) + "/" + "m".repeat(90);
    layer(file(path, "long"));
    assertThat(written()).containsExactly(path + " 0 long");
  }

  @Test
  void aHardLinkComesBehindItsTarget() throws IOException {
    layer(hardLink("a", "b"), end(file("b", "text")));
    assertThat(written()).containsExactly("b 0 text", "a 1");
    assertThat(stack().text("a")).contains("text");
  }

  @Test
  void aHardLinkToWhatWasTakenAwayIsRefused() throws IOException {
    layer(hardLink("a", "b"), end(file("b", "text")));
    layer(file(".wh.b", ""));
    assertThatThrownBy(this::written)
        .isInstanceOf(BadImageException.class)
        .hasMessageEndingWith("a is a hard link to b, which is not there");
  }

  private void layer(byte[] first, byte[] rest) throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    tar.write(first);
    tar.write(rest);
    layer(tar.toByteArray());
  }

  private static byte[] end(TreeEntry entry) throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    TarArchive.write(Channels.newChannel(tar), List.of(entry), Instant.EPOCH);
    return tar.toByteArray();
  }

  /// A header as tar writes it, with the sum over its bytes.
  private static byte[] hardLink(String path, String target) {
    byte[] block = new byte[512];
    put(block, 0, path);
    put(block, 100, "0000644");
    put(block, 148, "        ");
    put(block, 156, "1");
    put(block, 157, target);
    put(block, 257, "ustar");
    int sum = 0;
    for (byte b : block) {
      sum += b & 0xff;
    }
    put(block, 148, "%06o\0 ".formatted(sum));
    return block;
  }

  private static void put(byte[] block, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }

  @Test
  void aLayerThatIsNoArchiveIsRefused() throws IOException {
    layer("nothing like it".repeat(100).getBytes(StandardCharsets.US_ASCII));
    assertThatThrownBy(this::stack)
        .isInstanceOf(BadImageException.class)
        .hasMessageContaining("a layer is no tar archive");
  }

  @Test
  void aLayerThatIsPackedOtherwiseIsRefused() throws IOException {
    layers.add(new Layer(Files.createFile(folder.resolve("z")), TAR + "+zstd"));
    assertThatThrownBy(this::stack)
        .isInstanceOf(BadImageException.class)
        .hasMessageContaining("expected a layer packed by gzip or not at all");
  }

  @Test
  void aLayoutIsReadAndHeldAgainstItsDigests() throws IOException {
    Path layout = folder.resolve("layout");
    ContainerImage written =
        ContainerImage.write(
            layout,
            "1",
            List.of(file("etc/motd", "hello")),
            new ContainerStart(List.of("/bin/tool", "-v"), List.of("A=b")),
            Instant.EPOCH);
    OciImage image = OciImage.read(layout);
    assertThat(image.config().entrypoint()).containsExactly("/bin/tool", "-v");
    assertThat(image.config().environment()).containsExactly("A=b");
    assertThat(image.config().user()).isEmpty();
    LayerStack stack = LayerStack.of(image, Files.createTempDirectory(folder, "work"));
    assertThat(stack.text("etc/motd")).contains("hello");

    Files.writeString(written.layer(), "changed");
    assertThatThrownBy(() -> OciImage.read(layout))
        .isInstanceOf(BadImageException.class)
        .hasMessageContaining("expected a blob with digest");
  }

  @Test
  void whatIsNoLayoutIsRefused() {
    assertThatThrownBy(() -> OciImage.read(folder))
        .isInstanceOf(BadImageException.class)
        .hasMessageEndingWith("expected an OCI image layout, found no file oci-layout in it");
  }
}
