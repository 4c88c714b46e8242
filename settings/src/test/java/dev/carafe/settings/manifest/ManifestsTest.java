package dev.carafe.settings.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.settings.Problem;
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
import org.junit.jupiter.params.provider.ValueSource;

class ManifestsTest {
  private static final SettingsReader READER =
      new SettingsReader(ComponentSchemas.read(new ArrayList<>()));

  private final List<Problem> problems = new ArrayList<>();

  private SettingsTree read(String text) {
    return READER.read(Form.MANIFESTS, "web.yaml", text, problems);
  }

  private List<String> messages() {
    return problems.stream().map(Problem::toString).toList();
  }

  private static SettingsTree tree(String json) {
    return SettingsTree.of(
        (dev.carafe.settings.json.Json.Struct) JsonReader.read(json.replace('\'', '"')));
  }

  @Test
  void manifestsBecomeSettings() {
    SettingsTree settings =
        read(
            """
            # What a team keeps in its repository.
            apiVersion: v1
            kind: Pod
            metadata:
              name: web
              namespace: shop
              creationTimestamp: null
              labels: {app: web}
              annotations:
                example.com/owner: team
            spec:
              hostNetwork: false
              containers:
              - name: httpd
                image: "example.com/httpd:2"
                args: ["-X"]
                env:
                - {name: MODE, value: "1"}
                resources:
                  limits: {cpu: 0.5, memory: 64Mi}
                  requests:
                    cpu: 1
                volumeMounts:
                - {name: config, mountPath: /config}
                securityContext: {}
              volumes:
              - name: config
                configMap: {name: web, defaultMode: 0440}
              - name: scratch
                emptyDir: {}
            status: {}
            ---
            kind: ConfigMap
            apiVersion: v1
            metadata: {name: web}
            immutable: true
            data:
              httpd.conf: |
                Listen 80
                ServerName "web"
              empty: ""
            ---
            {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "keys"}, "type": "Opaque",
             "data": {"a": "aMOk", "b": "eA"}, "stringData": {"b": "over"}}
            ---
            """);
    assertThat(messages()).isEmpty();
    assertThat(settings)
        .isEqualTo(
            tree(
                """
                {'pods': {'web': {'spec': {'hostNetwork': false,
                  'containers': [{'name': 'httpd', 'image': 'example.com/httpd:2', 'args': ['-X'],
                    'env': [{'name': 'MODE', 'value': '1'}],
                    'resources': {'limits': {'cpu': '0.5', 'memory': '64Mi'},
                                  'requests': {'cpu': '1'}},
                    'volumeMounts': [{'name': 'config', 'mountPath': '/config'}],
                    'securityContext': {}}],
                  'volumes': [{'name': 'config', 'configMap': {'name': 'web', 'defaultMode': 288}},
                              {'name': 'scratch', 'emptyDir': {}}]}}},
                 'config-maps': {'web': {
                   'httpd.conf': 'Listen 80\\nServerName \\"web\\"\\n', 'empty': ''}},
                 'secrets': {'keys': {'a': 'hä', 'b': 'over'}}}
                """));
  }

  @Test
  void everyMistakeIsToldWithItsPlaceAndTheRestHolds() {
    SettingsTree settings =
        read(
            """
            apiVersion: v1
            kind: Pod
            metadata:
              name: wrong
              lables: {a: b}
            spec:
              dnsPolicy: ClusterFirst
              containers:
              - name: c
                image: i
                tty: true
                ports:
                - containerPort: "80"
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: right}
            spec: {containers: [{name: c, image: i}]}
            """);
    assertThat(messages())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .isEqualTo(
                        "web.yaml:5:3: unknown field metadata.lables; did you mean 'labels'?"),
            line ->
                assertThat(line)
                    .startsWith("web.yaml:7:3: unknown setting settings.pods.wrong.spec.dnsPolicy"),
            line ->
                assertThat(line)
                    .startsWith(
                        "web.yaml:11:5: unknown setting settings.pods.wrong.spec.containers[0].tty"),
            line ->
                assertThat(line)
                    .startsWith("web.yaml:13:7: settings.pods.wrong.spec.containers[0].ports[0]")
                    .contains("containerPort is a string"));
    assertThat(settings)
        .isEqualTo(
            tree("{'pods': {'right': {'spec': {'containers': [{'name': 'c', 'image': 'i'}]}}}}"));
  }

  @Test
  void aKeyThatIsThereTwiceSpoilsItsPodOnly() {
    SettingsTree settings =
        read(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: a}
            spec:
              hostPID: false
              hostPID: true
              containers: [{name: c, image: i}]
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: b}
            data: {k: v}
            """);
    assertThat(messages())
        .containsExactly("web.yaml:6:3: 'hostPID' is there a second time; write it once");
    assertThat(settings).isEqualTo(tree("{'config-maps': {'b': {'k': 'v'}}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "kind: Pod                                  | 1:1: the manifest has no 'apiVersion'",
        "apiVersion: v1                             | 1:1: the manifest has no 'kind'; add it",
        "{apiVersion: v1, kind: Pod}                | 1:1: the manifest has no 'metadata'; add it",
        "{apiVersion: v1, kind: Pod, metadata: {}}  | 1:39: metadata has no 'name'; add it",
        "{apiVersion: v1, kind: Pod, metadata: a}   | 1:39: metadata is a string; write a table",
        "{apiVersion: v1, kind: Deployment}         | 1:24: kind 'Deployment' is none that a node"
            + " has; known are ConfigMap, Pod, Secret",
        "{apiVersion: v1, kind: pod}    | 1:24: kind 'pod' is none that a node has; did you mean"
            + " 'Pod'?",
        "{kind: Pod, apiVersion: v2, metadata: {name: a}, spec: {containers: []}}   | 1:25:"
            + " apiVersion 'v2'; write v1",
        "{kind: Pod, apiVersion: v1, metadata: {name: a}}   | 1:1: the manifest has no 'spec'",
        "{kind: Pod, apiVersion: v1, metadata: {name: a}, spec: {}}   | 1:46: Pod 'a' says nothing",
        "{kind: Pod, apiVersion: v1, metadata: {name: 5}, spec: {}}   | 1:46: metadata.name is a"
            + " number; write a string",
        "{kind: ConfigMap, apiVersion: v1, metadata: {name: a}}   | 1:52: ConfigMap 'a' says",
        "{kind: ConfigMap, apiVersion: v1, metadata: {name: a}, binaryData: {}, data: {a: b}}   |"
            + " 1:56: unknown field binaryData; known are apiVersion, data, immutable, kind,",
        "{kind: ConfigMap, apiVersion: v1, metadata: {name: a.b}, data: {a: b}}   | 1:52: in"
            + " settings.config-maps.\"a.b\", the name 'a.b' is not",
        "{kind: ConfigMap, apiVersion: v1, metadata: {name: a}, data: {a: 1}}   | 1:63:"
            + " settings.config-maps.a.a is a whole number; write a string",
        "[1]   | 1:1: the manifest is a list; write apiVersion, kind and metadata",
      })
  void aManifestThatIsWrongSaysWhereAndHow(String text, String message) {
    SettingsTree settings = read(text);
    assertThat(messages()).first().asString().startsWith("web.yaml:" + message);
    assertThat(settings.isEmpty()).isTrue();
  }

  @Test
  void oneNameBelongsToOneManifest() {
    String manifest =
        "{kind: ConfigMap, apiVersion: v1, metadata: {name: a}, data: {a: %s}}\n---\n";
    assertThat(read(manifest.formatted("b") + manifest.formatted("c")).isEmpty()).isTrue();
    assertThat(messages())
        .containsExactly(
            "web.yaml:3:52: ConfigMap 'a' is there a second time; give one another name");
  }

  @Test
  void whatIsWrongWithASecretIsToldWithoutIt() {
    SettingsTree settings =
        read(
            """
            apiVersion: v1
            kind: Secret
            metadata: {name: keys}
            data:
              plain: "hunter2!"
              bytes: /////w==
              number: 1234
              fine: |
                aGVs
                bG8=
            """);
    assertThat(messages())
        .containsExactly(
            "web.yaml:5:10: it is not in base64; write it so, or into stringData",
            "web.yaml:6:10: what it has in base64 is no text in UTF-8; leave it out",
            "web.yaml:7:11: data.number is a number; write a string");
    assertThat(settings.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "apiVersion: v1\n",
        "\n# by hand\nkind: Pod\n",
        "---\n",
        "%YAML 1.2\n---\n",
        "\uFEFFmetadata:\n",
        "{\"apiVersion\": \"v1\", \"kind\": \"Pod\"}"
      })
  void aManifestIsKnownByItsBeginning(String text) {
    assertThat(Manifests.isManifest(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[settings]\n",
        "#cloud-config\npackages: [vim]\n",
        "settings.motd = 'kind: Pod'\n",
        "{\"motd\": \"{\\\"apiVersion\\\": 1, \\\"kind\\\": 2}\"}"
      })
  void nothingElseIs(String text) {
    assertThat(Manifests.isManifest(text)).isFalse();
  }
}
