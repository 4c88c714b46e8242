package dev.carafe.settings.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.settings.Problem;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.reading.ComponentSchemas;
import dev.carafe.settings.reading.Form;
import dev.carafe.settings.reading.SettingsReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerDeclarationTest {
  private static final SettingsReader READER =
      new SettingsReader(ComponentSchemas.read(new ArrayList<>()));

  private final List<Problem> problems = new ArrayList<>();

  private SettingsTree read(String text) {
    return READER.read(Form.CONTAINER_DECLARATION, "declaration", text, problems);
  }

  private List<String> messages() {
    return problems.stream().map(Problem::toString).toList();
  }

  private static SettingsTree tree(String json) {
    return SettingsTree.of((Json.Struct) JsonReader.read(json.replace('\'', '"')));
  }

  /// As `gcloud compute instances create-with-container` writes it.
  @Test
  void aDeclarationBecomesAPodInTheNodesNetwork() {
    SettingsTree settings =
        read(
            """
            # DISCLAIMER:
            # This container declaration format is not a public API and may change without
            # notice. Please use gcloud command-line tool or Google Cloud Console to run
            # Containers on Google Compute Engine.

            spec:
              containers:
              - args:
                - --port
                - 8080
                command:
                - /bin/serve
                env:
                - name: DEBUG
                  value: true
                - name: SIZE
                  value: 010
                image: gcr.io/example/serve:1
                name: web-1
                securityContext:
                  privileged: true
                stdin: false
                tty: false
                volumeMounts:
                - mountPath: /data
                  name: host-path-0
                  readOnly: false
                - mountPath: /tmp
                  name: tmpfs-0
                - mountPath: /logs
                  name: logs
                  readOnly: true
              restartPolicy: Always
              volumes:
              - hostPath:
                  path: /mnt/disks/data
                name: host-path-0
              - emptyDir:
                  medium: Memory
                name: tmpfs-0
              - {hostPath: {path: /var/log}, name: logs}
            """);
    assertThat(messages()).isEmpty();
    assertThat(settings)
        .isEqualTo(
            tree(
                """
                {'pods': {'web-1': {'spec': {
                  'containers': [{'args': ['--port', '8080'], 'command': ['/bin/serve'],
                    'env': [{'name': 'DEBUG', 'value': 'true'}, {'name': 'SIZE', 'value': '010'}],
                    'image': 'gcr.io/example/serve:1', 'name': 'web-1',
                    'securityContext': {'privileged': true},
                    'volumeMounts': [
                      {'mountPath': '/data', 'name': 'host-path-0', 'readOnly': false},
                      {'mountPath': '/tmp', 'name': 'tmpfs-0'},
                      {'mountPath': '/logs', 'name': 'logs', 'readOnly': true}]}],
                  'restartPolicy': 'Always',
                  'volumes': [
                    {'hostPath': {'path': '/mnt/disks/data', 'type': 'DirectoryOrCreate'},
                     'name': 'host-path-0'},
                    {'emptyDir': {'medium': 'Memory'}, 'name': 'tmpfs-0'},
                    {'hostPath': {'path': '/var/log'}, 'name': 'logs'}],
                  'hostNetwork': true}}}}
                """));
  }

  /// As Terraform's module `container-vm` writes the smallest one.
  @Test
  void aContainerNeedsNoName() {
    SettingsTree settings =
        read(
            """
            "spec":
              "containers":
              - "image": "i"
                "volumeMounts": []
              "restartPolicy": "Never"
              "volumes": []
            """);
    assertThat(messages()).isEmpty();
    assertThat(settings)
        .isEqualTo(
            tree(
                """
                {'pods': {'container': {'spec': {
                  'containers': [{'image': 'i', 'volumeMounts': [], 'name': 'container'}],
                  'restartPolicy': 'Never', 'volumes': [], 'hostNetwork': true}}}}
                """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "spec: {containers: [{image: i, tty: true}]}  | 1:32: 'tty' holds a terminal open, which no"
            + " container has here; leave it out; carafe node exec -it opens one",
        "spec: {containers: [{image: i, stdin: yes}]} | 1:32: 'stdin' holds a terminal open",
        "spec: {containers: [{image: i}], volumes: [{name: d, gcePersistentDisk: {pdName: d}}]} |"
            + " 1:54: unknown setting settings.pods.container.spec.volumes[0].gcePersistentDisk;",
        "spec: {containers: [{name: My_App, image: i}]}  | 1:28: in settings.pods.My_App, the name",
        "spec: {containers: [{name: [a], image: i}]}  | 1:22: settings.pods.container.spec."
            + "containers[0].name is a list",
        "spec: {restartPolicy: Sometimes, containers: [{image: i}]} | 1:8: settings.pods.container"
            + ".spec.restartPolicy = 'Sometimes'",
        "containers: [] | 1:1: unknown field containers; known are apiVersion, kind, metadata, spec",
        "spec: []       | 1:7: spec is a list; write a table",
        "word           | 1:1: the declaration is a string; write spec and containers",
        "`# nothing`    | 1:1: it says nothing; write spec",
        "`spec: {containers: [{image: i}]}\n---\na: b`  | 3:1: a second document; write one",
        "`spec: {containers: [{image: i, image: j}]}` | 1:32: 'image' is there a second time",
      })
  void aDeclarationThatIsWrongSaysWhereAndHow(String text, String message) {
    SettingsTree settings = read(text);
    assertThat(messages()).first().asString().startsWith("declaration:" + message);
    assertThat(settings.isEmpty()).isTrue();
  }
}
