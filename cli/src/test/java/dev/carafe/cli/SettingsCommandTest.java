package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsCommandTest {
  private static final Path REFERENCE = Path.of("../docs/reference");

  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @TempDir Path folder;

  private int execute(String... words) {
    return Main.commandLine()
        .setOut(new PrintWriter(output, true))
        .setErr(new PrintWriter(errors, true))
        .execute(words);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void everyMistakeIsToldWithItsPlace() throws IOException {
    String file =
        file(
            "my.toml",
            """
            [settings]
            modt = "hi"
            [settings.kernel]
            lockdown = "integrty"
            """);
    assertThat(execute("settings", "check", file)).isEqualTo(ExitCode.MISTAKES.number());
    assertThat(output.toString().lines())
        .hasSize(2)
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .isEqualTo(file + ":2:1: unknown setting settings.modt; did you mean 'motd'?"),
            line -> assertThat(line).startsWith(file + ":4:1: ").contains("integrty"));
    assertThat(errors.toString()).isEmpty();
  }

  @Test
  void rulesBetweenSettingsHoldAsOnTheNode() throws IOException {
    String pod =
        """
        [[settings.pods.NAME.spec.containers]]
        name = "c"
        image = "i"
        ports = [{ containerPort = 80, hostPort = PORT }]
        """;
    String file =
        file(
            "pods.toml",
            pod.replace("NAME", "a").replace("PORT", "8080")
                + pod.replace("NAME", "b").replace("PORT", "8080")
                + pod.replace("NAME", "c").replace("PORT", "5081"));
    assertThat(execute("settings", "check", file)).isEqualTo(ExitCode.MISTAKES.number());
    assertThat(output.toString())
        .contains(file + ":8:", "TCP port 8080 belongs to pod 'a'; choose another")
        .contains(file + ":12:", "TCP port 5081 belongs to");
  }

  @Test
  void manifestsAreCheckedAsOnTheNode() throws IOException {
    String file =
        file(
            "web.yaml",
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: web}
            spec:
              hostNetwork: true
              containers:
              - name: c
                image: i
                ports:
                - {containerPort: 80, hostPort: 8080}
                volumeMounts:
                - {name: data, mountPath: /data}
            ---
            apiVersion: apps/v1
            kind: Deployment
            """);
    assertThat(execute("settings", "check", file)).isEqualTo(ExitCode.MISTAKES.number());
    assertThat(output)
        .hasToString(
            file
                + ":10:27: 'hostPort' 8080 is not 'containerPort' in the host's network; write"
                + " hostPort = 80\n"
                + file
                + ":12:8: the pod has no volume 'data'; add it to settings.pods.web.spec.volumes\n"
                + file
                + ":15:7: kind 'Deployment' is none that a node has; known are ConfigMap, Pod,"
                + " Secret\n");
    String pod =
        """
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"},
         "spec": {"containers": [{"name": "c", "image": "i"}]}}
        """;
    assertThat(execute("settings", "check", file("web.json", pod))).isZero();
  }

  @Test
  void whatIsRightIsSaidToBe() throws IOException {
    String userData = file("my.toml", "[settings]\nmotd = 'hi'\n");
    String network = file("net.toml", "version = 3\n[eth0]\ndhcp4 = true\n");
    assertThat(execute("settings", "check", userData, network)).isZero();
    assertThat(output.toString().lines()).containsExactly(userData + ": ok", network + ": ok");
  }

  @Test
  void netTomlIsKnownByItsNameOrByTheOption() throws IOException {
    String text = "version = 3\n[eth0]\ndhcp4 = 1\n";
    String named = file("net.toml", text);
    String other = file("cards.toml", text);
    assertThat(execute("settings", "check", named)).isEqualTo(ExitCode.MISTAKES.number());
    assertThat(execute("settings", "check", "--net", other)).isEqualTo(ExitCode.MISTAKES.number());
    assertThat(output.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith(named + ":3:1: ").contains("dhcp4"),
            line -> assertThat(line).startsWith(other + ":3:1: ").contains("dhcp4"));
  }

  @Test
  void scriptsGetJson() throws IOException {
    String file = file("my.toml", "[settings]\nmotd = 1\n");
    assertThat(execute("settings", "check", "--json", file)).isEqualTo(ExitCode.MISTAKES.number());
    assertThat(output.toString().replaceAll("\\s+", ""))
        .startsWith("{\"valid\":false,\"problems\":[{\"file\":\"" + file)
        .contains("\"line\":2,\"column\":1,\"found\":\"settings.motdisawholenumber\"");
  }

  @Test
  void userDataMayComeThroughAPipe() {
    InputStream terminal = System.in;
    System.setIn(new ByteArrayInputStream("\n[setings]\n".getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(execute("settings", "check", "-")).isEqualTo(ExitCode.MISTAKES.number());
    } finally {
      System.setIn(terminal);
    }
    assertThat(output.toString()).startsWith("<stdin>:2:1: unknown key 'setings'");
  }

  @Test
  void whatIsNoTextIsToldWithItsPlace() throws IOException {
    Path file = folder.resolve("latin1.toml");
    Files.write(file, "[settings]\nmotd = 'é'\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(execute("settings", "check", file.toString())).isEqualTo(ExitCode.MISTAKES.number());
    assertThat(output.toString())
        .startsWith(file + ":2:9: byte 0xe9 is no UTF-8; save the text in UTF-8");
  }

  @Test
  void aMessageIsUnpackedAsOnTheNode() throws IOException {
    String file =
        file(
            "message",
            """
            Content-Type: multipart/mixed; boundary="part"

            --part
            Content-Disposition: attachment; filename="web.toml"

            [settings]
            modt = "hi"
            --part
            Content-Disposition: attachment; filename="net.toml"

            version = 4
            --part--
            """);
    assertThat(execute("settings", "check", file)).isEqualTo(ExitCode.MISTAKES.number());
    assertThat(output.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith(file + " part 1 (web.toml):2:1: unknown setting"),
            line -> assertThat(line).startsWith(file + " part 2 (net.toml):1:1: "));
  }

  @Test
  void aFileThatIsNotThereIsNoMistakeInIt() {
    assertThat(execute("settings", "check", "no.toml")).isEqualTo(ExitCode.FAILED.number());
    assertThat(errors.toString()).contains("could not read no.toml: there is no such file");
  }

  @Test
  void anUnknownVariantIsToldWithWhatWasMeant() {
    assertThat(execute("settings", "schema", "--variant", "plian"))
        .isEqualTo(ExitCode.MISTAKES.number());
    assertThat(errors.toString()).contains("no variant 'plian'; did you mean 'plain'?");
  }

  @Test
  void settingsAreThoseOfTheVariantsComponents() throws IOException {
    Path components = folder.resolve("components");
    Path component = Files.createDirectories(components.resolve("mine"));
    Files.writeString(component.resolve("component.toml"), "description = \"x\"\n");
    Files.writeString(
        component.resolve("settings.toml"),
        """
        [settings."mine.greeting"]
        description = "What is said."
        type = "line"
        example = "hi"
        """);
    String variant = file("small.toml", "description = \"x\"\ncomponents = [\"mine\"]\n");
    assertThat(
            execute(
                "settings", "docs", "--variant", variant, "--components", components.toString()))
        .isZero();
    assertThat(output.toString())
        .contains("### `settings.mine.greeting`")
        .doesNotContain("settings.motd");
  }

  @Test
  void theReferenceIsThatOfTheDocumentation() throws IOException {
    assertThat(execute("settings", "docs")).isZero();
    assertThat(output).hasToString(Files.readString(REFERENCE.resolve("settings.md")));
  }

  @Test
  void theSchemaIsThatOfTheDocumentation() throws IOException {
    assertThat(execute("settings", "schema")).isZero();
    assertThat(output).hasToString(Files.readString(REFERENCE.resolve("settings.schema.json")));
  }

  @Test
  void variantsAreCompleted() {
    assertThat(Main.completion()).contains("check schema docs").contains("plain");
  }
}
