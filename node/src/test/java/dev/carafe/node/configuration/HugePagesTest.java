package dev.carafe.node.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.node.Components;
import dev.carafe.node.host.Journal;
import dev.carafe.settings.Problem;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.reading.SettingsReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HugePagesTest {
  private static final String ALL = "sys/kernel/mm/hugepages/hugepages-2048kB/nr_hugepages";
  private static final String NODE_1 =
      "sys/devices/system/node/node1/hugepages/hugepages-1048576kB/nr_hugepages";

  @TempDir private Path root;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private HugePages pages;

  @BeforeEach
  void boot() throws IOException {
    for (String path : List.of(ALL, NODE_1)) {
      Files.createDirectories(root.resolve(path).resolveSibling(""));
      Files.writeString(root.resolve(path), "0\n");
    }
    pages =
        new HugePages(
            new KernelFiles(root),
            new Journal(new PrintStream(said, true, StandardCharsets.UTF_8)));
  }

  @Test
  void pagesAreSetAsideInAllOrForANode() {
    apply("'2Mi' = { count = '512' }\n'1Gi' = { count = '1:04' }");
    assertThat(root.resolve(ALL)).hasContent("512");
    assertThat(root.resolve(NODE_1)).hasContent("4");
  }

  @Test
  void whatIsNotWantedAnyMoreIsReleased() {
    apply("'2Mi' = { count = '512' }\n'1Gi' = { count = '1:4' }");
    apply("'1Gi' = { count = '1:2' }");
    assertThat(root.resolve(ALL)).hasContent("0");
    assertThat(root.resolve(NODE_1)).hasContent("2");
    apply("essential = true");
    assertThat(root.resolve(NODE_1)).hasContent("0");
  }

  @Test
  void theLargestComeFirst() {
    SettingsTree settings =
        read("'2Mi' = { count = '0:1,1:2' }\n'1Gi' = { count = '3' }\n'64Ki' = { count = '4' }");
    assertThat(HugePages.pools(settings))
        .extracting(HugePages.Pool::path)
        .containsExactly(
            "/sys/kernel/mm/hugepages/hugepages-1048576kB/nr_hugepages",
            "/sys/devices/system/node/node0/hugepages/hugepages-2048kB/nr_hugepages",
            "/sys/devices/system/node/node1/hugepages/hugepages-2048kB/nr_hugepages",
            "/sys/kernel/mm/hugepages/hugepages-64kB/nr_hugepages");
  }

  @Test
  void aSizeThatTheMachineDoesNotHaveIsAProblemAndTheRestIsSetAside() {
    assertThatThrownBy(() -> apply("'64Ki' = { count = '1' }\n'2Mi' = { count = '3' }"))
        .hasMessage("could not set aside 1 huge pages of 64 kB: the machine has none of them");
    assertThat(root.resolve(ALL)).hasContent("3");
  }

  @Test
  void fewerPagesAreAProblemOnlyWhereTheyAreEssential() throws IOException {
    // A file that takes what is written and does not keep it, as the kernel's may.
    Files.delete(root.resolve(ALL));
    Files.createSymbolicLink(root.resolve(ALL), Path.of("/dev/null"));
    String shortage = "there is memory for only  of 512 huge pages of 2048 kB";
    apply("'2Mi' = { count = '512' }");
    assertThat(said.toString(StandardCharsets.UTF_8)).isEqualTo("<4>" + shortage + "\n");
    assertThatThrownBy(() -> apply("essential = true\n'2Mi' = { count = '512' }"))
        .hasMessage(shortage);
  }

  private void apply(String text) {
    pages.apply(read(text));
  }

  private static SettingsTree read(String text) {
    List<Problem> problems = new ArrayList<>();
    SettingsTree settings =
        new SettingsReader(Components.schema())
            .readToml("user data", "[settings.kernel.hugepages.static]\n" + text, problems);
    assertThat(problems).isEmpty();
    return settings;
  }
}
