package dev.carafe.node.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.Components;
import dev.carafe.node.pods.Pod;
import dev.carafe.node.pods.PodReader;
import dev.carafe.node.pods.PodRule;
import dev.carafe.node.provisioning.UserDataDocument;
import dev.carafe.settings.Problem;
import dev.carafe.settings.reading.Form;
import dev.carafe.settings.reading.SettingsReader;
import dev.carafe.settings.schema.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserDataCommitTest {
  private static final Schema SCHEMA = Components.schema();

  private final SettingsReader reader =
      new SettingsReader(SCHEMA, List.of(new PodRule(Set.of(5081))));
  private final NodeSettings settings =
      new NodeSettings(SCHEMA, reader, StoreOpening.inMemory(SCHEMA));
  private final List<Problem> problems = new ArrayList<>();

  @TempDir Path folder;

  private void commit(UserDataDocument... documents) throws IOException {
    new UserDataCommit(settings, reader, folder.resolve("note"))
        .commit(List.of(documents), problems);
  }

  private List<Pod> pods() {
    return PodReader.read(settings.effective());
  }

  @Test
  void manifestsAndDeclarationsArePodsBesideUserDataAndOverIt() throws IOException {
    commit(
        new UserDataDocument(
            "user-data",
            """
            [settings.pods.web.spec]
            hostPID = true
            containers = [{ name = "a", image = "one" }]
            """),
        new UserDataDocument(
            "web.yaml",
            """
            {kind: Pod, apiVersion: v1, metadata: {name: web},
             spec: {containers: [{name: b, image: two, resources: {limits: {memory: 67108864}}}]}}
            """,
            Form.MANIFESTS),
        new UserDataDocument(
            "declaration",
            "spec: {containers: [{name: c, image: three, env: [{name: N, value: 1}]}]}",
            Form.CONTAINER_DECLARATION));
    assertThat(problems).isEmpty();
    assertThat(pods())
        .satisfiesExactlyInAnyOrder(
            pod -> {
              assertThat(pod.name()).isEqualTo("web");
              assertThat(pod.hostProcesses()).isTrue(); // tables are merged, as in user data
              assertThat(pod.containers().getFirst().image()).isEqualTo("two");
              assertThat(pod.containers().getFirst().resources().memoryLimit())
                  .isEqualTo(64L << 20);
            },
            pod -> {
              assertThat(pod.name()).isEqualTo("c");
              assertThat(pod.hostNetwork()).isTrue();
              assertThat(pod.restartPolicy()).hasToString("Always");
              assertThat(pod.containers().getFirst().env()).containsEntry("N", "1");
            });
  }

  @Test
  void aManifestThatIsWrongCostsItselfAndIsToldWithItsFile() throws IOException {
    commit(
        new UserDataDocument("user-data", "settings.motd = 'hello'"),
        new UserDataDocument(
            "NoCloud pods/a.yaml",
            """
            kind: Pod
            apiVersion: v1
            metadata: {name: a}
            spec:
              containers:
              - name: c
                image: i
                ports: [{containerPort: 1, hostPort: 5081}]
            """,
            Form.MANIFESTS),
        new UserDataDocument("NoCloud pods/b.yaml", "kind: [", Form.MANIFESTS),
        new UserDataDocument(
            "NoCloud pods/c.yaml",
            "{kind: Pod, apiVersion: v1, metadata: {name: c}, spec: {containers: [{name: c,"
                + " image: i}]}}",
            Form.MANIFESTS));
    assertThat(problems.stream().map(Problem::toString))
        .satisfiesExactly(
            line ->
                assertThat(line).startsWith("NoCloud pods/a.yaml:8:32: TCP port 5081 belongs to"),
            line -> assertThat(line).startsWith("NoCloud pods/b.yaml:1:8: could not read YAML: "));
    assertThat(pods()).extracting(Pod::name).containsExactly("c");
    assertThat(settings.effective().toString()).contains("\"motd\":\"hello\"");
  }
}
