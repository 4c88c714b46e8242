package dev.carafe.cli.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PodsSightTest {
  private static final PodsSight.Wanted WANTED =
      new PodsSight.Wanted(Set.of("web/a", "web/b", "eye/e"), "page", "abc", 3, 1, 90_000);
  private static final Map<String, String> RUNNING =
      Map.of("web/a", "running", "web/b", "running", "eye/e", "running");
  private static final String HOST =
      """
      5
      5
      2
      3
      5
      0
      3
      8
      0
      0
      10300
      0
      web
      """;
  private static final String RECORDER =
      """
      {"sequence":1,"since_start_ms":40000,"kind":"container","data":{"name":"web/a","state":"running"}}
      {"sequence":2,"since_start_ms":81000,"kind":"vitals","data":{"load":1}}
      """;

  private static PodsSight sight(
      Map<String, String> containers, String page, String checksum, String host, String recorder)
      throws IOException {
    return new PodsSight(
        containers,
        Optional.of(page).filter(text -> !text.isEmpty()),
        Optional.of(checksum).filter(text -> !text.isEmpty()),
        HostSight.parse(host),
        Recording.parse(recorder, Set.of("web", "eye")),
        Set.of("OOMKilling"));
  }

  private static List<String> faultsOnHost(int line, String instead) throws IOException {
    List<String> lines = new ArrayList<>(HOST.lines().toList());
    lines.set(line, instead);
    return sight(RUNNING, "page\n", "abc", String.join("\n", lines), RECORDER).faults(WANTED);
  }

  @Test
  void aNodeOnWhichAllIsAsItMustBeHasNoFaults() throws IOException {
    assertThat(sight(RUNNING, "page\n", "abc", HOST, RECORDER).faults(WANTED)).isEmpty();
  }

  @Test
  void aContainerThatDoesNotRunIsAFault() throws IOException {
    assertThat(
            sight(
                    Map.of("web/a", "waiting", "eye/e", "running", "old/x", "running"),
                    "page",
                    "abc",
                    HOST,
                    RECORDER)
                .faults(WANTED))
        .containsExactly(
            "web/a is waiting", "web/b is not there", "old/x is there, and not declared");
  }

  @Test
  void anotherPageOrPayloadIsAFault() throws IOException {
    assertThat(sight(RUNNING, "", "e3b0", HOST, RECORDER).faults(WANTED))
        .containsExactly(
            "the witness serves nothing", "the payload's checksum is e3b0; expected abc");
    assertThat(sight(RUNNING, "page", "", HOST, RECORDER).faults(WANTED))
        .containsExactly("the payload's checksum is not to be had; expected abc");
  }

  @Test
  void whatIsLeftBehindIsAFault() throws IOException {
    assertThat(faultsOnHost(0, "6")).containsExactly("6 containers; expected 5");
    assertThat(faultsOnHost(1, "4")).containsExactly("4 tasks; expected 5");
    assertThat(faultsOnHost(2, "3")).containsExactly("3 folders of sandboxes; expected 2");
    assertThat(faultsOnHost(3, "4")).containsExactly("4 folders of containers; expected 3");
    assertThat(faultsOnHost(7, "9")).containsExactly("9 folders of snapshots; expected 8");
    assertThat(faultsOnHost(8, "2")).containsExactly("2 leases that do not end; expected 0");
    assertThat(faultsOnHost(9, "1")).containsExactly("1 ingests; expected 0");
    assertThat(faultsOnHost(10, "70000"))
        .containsExactly("70000 KiB of one container's logs; expected at most 65536");
    assertThat(faultsOnHost(11, "1")).containsExactly("1 errors of the file system; expected 0");
    assertThat(faultsOnHost(12, "gone")).containsExactly("there is a folder of the pod gone");
  }

  @Test
  void snapshotsBeyondTheirBoundAreAFault() throws IOException {
    assertThat(faultsOnHost(6, "4"))
        .containsExactly(
            "4 snapshots of images; expected at most 3", "8 folders of snapshots; expected 9");
    assertThat(faultsOnHost(5, "2"))
        .containsExactly(
            "2 snapshots of layers that are unpacked; expected at most 1",
            "8 folders of snapshots; expected 10");
  }

  @Test
  void aHostThatCannotBeLookedAtIsAFault() throws IOException {
    assertThat(sight(RUNNING, "page", "abc", "ctr: no such file\n", RECORDER).faults(WANTED))
        .containsExactly("the host cannot be looked at");
    assertThat(faultsOnHost(0, "ctr: no such file"))
        .containsExactly("the host cannot be looked at");
  }

  @Test
  void aRecorderThatDoesNotTellOfTheEndIsAFault() throws IOException {
    assertThat(sight(RUNNING, "page", "abc", HOST, "").faults(WANTED))
        .containsExactly("the recorder's 0 entries of the boot before tell of no pod");
    assertThat(
            sight(
                    RUNNING,
                    "page",
                    "abc",
                    HOST,
                    RECORDER.replace("81000", "29000").replace("40000", "20000"))
                .faults(WANTED))
        .containsExactly("the recorder ends 29 s after the start; the power went after 90 s");
    assertThat(
            sight(RUNNING, "page", "abc", HOST, RECORDER.replace("web/a", "other/a"))
                .faults(WANTED))
        .containsExactly("the recorder's 2 entries of the boot before tell of no pod");
  }

  @Test
  void errorsOfTheDiskAreFaults() throws IOException {
    PodsSight good = sight(RUNNING, "page", "abc", HOST, RECORDER);
    PodsSight bad =
        new PodsSight(
            good.containers(),
            good.page(),
            good.checksum(),
            good.host(),
            good.recording(),
            Set.of("IOError", "FilesystemError", "OOMKilling"));
    assertThat(bad.faults(WANTED)).containsExactly("FilesystemError", "IOError");
  }
}
