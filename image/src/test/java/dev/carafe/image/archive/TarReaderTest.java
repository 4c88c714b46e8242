package dev.carafe.image.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TarReaderTest {

  private static Map<DebEntry, String> read(byte[] tar) throws IOException {
    Map<DebEntry, String> entries = new LinkedHashMap<>();
    TarReader.read(
        new ByteArrayInputStream(tar),
        (entry, content) ->
            entries.put(entry, new String(content.readAllBytes(), StandardCharsets.UTF_8)));
    return entries;
  }

  private static List<DebEntry> entries(TestDeb deb) throws IOException {
    return new ArrayList<>(read(deb.tar()).keySet());
  }

  @Test
  void readsWhatAPackageHolds() throws IOException {
    TestDeb deb =
        new TestDeb()
            .directory("./")
            .directory("./usr/")
            .file("./usr/a", "content a")
            .symlink("./usr/l", "../a")
            .file("./usr/empty", "");

    assertThat(read(deb.tar()))
        .containsExactly(
            Map.entry(directory(""), ""),
            Map.entry(directory("usr"), ""),
            Map.entry(
                new DebEntry("usr/a", DebEntry.Type.FILE, 0644, 0, 42, 1_700_000_000, 9, 1536, ""),
                "content a"),
            Map.entry(
                new DebEntry(
                    "usr/l", DebEntry.Type.SYMLINK, 0777, 0, 42, 1_700_000_000, 0, 2560, "../a"),
                ""),
            Map.entry(
                new DebEntry(
                    "usr/empty", DebEntry.Type.FILE, 0644, 0, 42, 1_700_000_000, 0, 3072, ""),
                ""));
  }

  private static DebEntry directory(String path) {
    int offset = path.isEmpty() ? 512 : 1024;
    return new DebEntry(path, DebEntry.Type.DIRECTORY, 0755, 0, 42, 1_700_000_000, 0, offset, "");
  }

  @Test
  void contentLeftUnreadIsSkipped() throws IOException {
    List<String> paths = new ArrayList<>();
    TarReader.read(
        new ByteArrayInputStream(new TestDeb().file("a", "x".repeat(3000)).file("b", "y").tar()),
        (entry, _) -> paths.add(entry.path()));

    assertThat(paths).containsExactly("a", "b");
  }

  @Test
  void hardLinkHasItsTargetsContent() throws IOException {
    List<DebEntry> entries = entries(new TestDeb().file("./a", "content").hardLink("./b", "./a"));

    assertThat(entries.get(1).type()).isEqualTo(DebEntry.Type.FILE);
    assertThat(entries.get(1).offset()).isEqualTo(entries.get(0).offset());
    assertThat(entries.get(1).size()).isEqualTo(7);
  }

  @Test
  void longNamesOfGnuAndPosixAreRead() throws IOException {
    String name = "n".repeat(300);
    TestDeb deb =
        new TestDeb()
            .add("././@LongLink", 'K', 0, (name + "k\0").getBytes(StandardCharsets.UTF_8), "")
            .add("././@LongLink", 'L', 0, (name + "l\0").getBytes(StandardCharsets.UTF_8), "")
            .symlink("short", "short")
            .add("pax", 'x', 0, record("path", name + "p"), "")
            .file("short", "x")
            .file("after", "y");

    List<DebEntry> entries = entries(deb);
    assertThat(entries).extracting(DebEntry::path).containsExactly(name + "l", name + "p", "after");
    assertThat(entries.getFirst().link()).isEqualTo(name + "k");
  }

  private static byte[] record(String key, String value) {
    String tail = " " + key + "=" + value + "\n";
    int length = tail.length() + 3;
    return (length + tail).getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void whatLeavesThePackageIsRefused() {
    for (String path : List.of("/etc/passwd", "./../x", "a/../../x", "..")) {
      assertThatThrownBy(() -> entries(new TestDeb().file(path, "x")))
          .as(path)
          .hasMessageContaining("expected a path within the package");
    }
  }

  @Test
  void devicesAndLinksToNothingAreRefused() {
    assertThatThrownBy(() -> entries(new TestDeb().add("dev", '3', 0, new byte[0], "")))
        .hasMessageContaining("found type '3'");
    assertThatThrownBy(() -> entries(new TestDeb().hardLink("b", "a")))
        .hasMessageContaining("expected 'a' before its hard link 'b'");
  }

  @Test
  void damagedHeaderIsRefused() {
    byte[] tar = new TestDeb().file("a", "x").tar();
    tar[3] = 'q';

    assertThatThrownBy(() -> read(tar)).hasMessageContaining("expected a tar header with sum");
  }

  @Test
  void truncatedArchiveIsRefused() {
    byte[] tar = new TestDeb().file("a", "x").tar();

    assertThatThrownBy(() -> read(Arrays.copyOf(tar, 600))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read(Arrays.copyOf(tar, 300))).isInstanceOf(IOException.class);
  }
}
