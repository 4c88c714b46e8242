package dev.carafe.node.hostcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.Components;
import dev.carafe.node.cri.Propagation;
import dev.carafe.node.host.Journal;
import dev.carafe.node.host.SystemManager;
import dev.carafe.node.pods.Container;
import dev.carafe.node.pods.Pod;
import dev.carafe.node.pods.RestartPolicy;
import dev.carafe.node.pods.VolumeMount;
import dev.carafe.settings.Problem;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.reading.SettingsReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostContainersTest {
  private static final String TWO =
      """
      [settings.host-containers.admin]
      source = "example.com/admin:1"
      enabled = true
      superpowered = true
      user-data = "aGVsbG8="
      command = ["/usr/bin/sleep", "infinity"]
      [settings.host-containers.control]
      source = "example.com/control:1"
      enabled = true
      [settings.host-containers.off]
      source = "example.com/off:1"
      """;

  @TempDir private Path root;
  private final List<List<String>> commands = new ArrayList<>();

  private List<Pod> pods(String userData) {
    List<Problem> problems = new ArrayList<>();
    SettingsTree settings =
        new SettingsReader(Components.schema()).readToml("user data", userData, problems);
    assertThat(problems).isEmpty();
    SystemManager system =
        new SystemManager(
            Path.of("/systemctl"),
            (command, _) -> {
              commands.add(command);
              return "";
            });
    return new HostContainers(
            new PersistentFolders(root, root.resolve("var/lib/carafe")),
            system,
            new Journal(new PrintStream(new ByteArrayOutputStream())))
        .pods(settings);
  }

  private static List<String> paths(Pod pod) {
    return pod.containers().getFirst().mounts().stream().map(VolumeMount::path).toList();
  }

  @Test
  void oneThatIsEnabledIsAPodInTheHostsNetwork() {
    List<Pod> pods = pods(TWO);
    assertThat(pods).extracting(Pod::name).containsExactly("host.admin", "host.control");
    assertThat(pods).allMatch(Pod::hostNetwork);
    assertThat(pods).extracting(Pod::restartPolicy).containsOnly(RestartPolicy.ALWAYS);
    Container admin = pods.getFirst().containers().getFirst();
    assertThat(admin.name()).isEqualTo("admin");
    assertThat(admin.command()).containsExactly("/usr/bin/sleep", "infinity");
  }

  @Test
  void onlyASuperpoweredOneHasTheHost() {
    List<Pod> pods = pods(TWO);
    assertThat(pods).extracting(Pod::hostProcesses).containsExactly(true, false);
    assertThat(pods)
        .extracting(pod -> pod.containers().getFirst().security().privileged())
        .containsExactly(true, false);
    assertThat(paths(pods.getLast()))
        .containsExactly(
            "/.bottlerocket/host-containers/control",
            "/.bottlerocket/host-containers/current",
            "/run/api.sock",
            "/etc/bottlerocket-release");
    assertThat(paths(pods.getFirst()))
        .contains(
            "/.bottlerocket/rootfs",
            "/.bottlerocket/rootfs/mnt",
            "/lib/modules",
            "/sys/kernel/debug",
            "/sys/firmware");
    assertThat(pods.getFirst().containers().getFirst().mounts())
        .filteredOn(mount -> mount.propagation() == Propagation.SHARED)
        .singleElement()
        .matches(mount -> mount.path().equals("/.bottlerocket/rootfs/mnt") && !mount.readOnly());
    assertThat(commands).containsExactly(List.of("/systemctl", "start", "sys-kernel-debug.mount"));
  }

  @Test
  void withoutPowersNobodyMountsAnything() {
    pods(TWO.replace("superpowered = true", ""));
    assertThat(commands).isEmpty();
  }

  @Test
  void userDataIsAFileAndAnotherOneMakesAnotherContainer() {
    List<Pod> before = pods(TWO);
    Path file = root.resolve("var/lib/carafe/host-containers/admin/user-data");
    assertThat(file).hasContent("hello");
    List<Pod> after = pods(TWO.replace("aGVsbG8=", "Ynll"));
    assertThat(file).hasContent("bye");
    assertThat(after.getFirst()).isNotEqualTo(before.getFirst());
    assertThat(after.getLast()).isEqualTo(before.getLast());
    pods(TWO.replace("user-data = \"aGVsbG8=\"", ""));
    assertThat(file).doesNotExist();
  }

  @Test
  void oneThatIsCalledCurrentHasOneFolder() {
    assertThat(paths(pods(TWO.replace("control", "current")).getLast()))
        .startsWith("/.bottlerocket/host-containers/current", "/run/api.sock");
  }
}
