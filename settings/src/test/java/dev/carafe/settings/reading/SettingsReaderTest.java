package dev.carafe.settings.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.settings.KeyException;
import dev.carafe.settings.Problem;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {
  private static final String SCHEMA =
      """
      [settings.motd]
      type = "string"
      description = "x"
      [settings."updates.seed"]
      type = "integer"
      min = 0
      max = 2047
      description = "x"
      [settings."ntp.time-servers"]
      description = "x"
      max-items = 2
      [settings."ntp.time-servers[]"]
      type = "host"
      [settings."kernel.sysctl.*"]
      key = "sysctl-key"
      type = "line"
      description = "x"
      [settings."kernel.lockdown"]
      type = "lockdown"
      description = "x"
      [settings."network.hosts[][0]"]
      type = "ip"
      [settings."network.hosts[][1][]"]
      type = "hostname"
      [settings.mirrors]
      description = "x"
      unique-by = "registry"
      [settings."mirrors[].registry"]
      type = "registry"
      required = true
      [settings."mirrors[].endpoint[]"]
      type = "url"
      [settings.mode]
      one-of = ["off", "on"]
      description = "x"
      [settings.secret]
      type = "base64"
      sensitive = true
      description = "x"
      [[changes]]
      change = "rename"
      setting = "ntp.time-servers"
      from = "ntp.servers"
      [[changes]]
      change = "table-to-list"
      setting = "mirrors"
      name = "registry"
      value = "endpoint"
      [[changes]]
      change = "reword"
      setting = "mode"
      words = { false = "off", true = "on" }
      """;

  private final List<Problem> problems = new ArrayList<>();
  private final Schema schema = new SchemaReader(problems).read("settings.toml", SCHEMA);
  private final SettingsReader reader = new SettingsReader(schema);

  @Test
  void readsBottlerocketsShape() {
    SettingsTree tree =
        reader.readToml(
            "user data",
            """
            settings.motd = "hi"
            [settings.kernel.sysctl]
            "vm.max_map_count" = "262144"
            [settings.network]
            hosts = [["10.0.0.1", ["a.example.com", "b"]]]
            [[settings.mirrors]]
            registry = "*"
            endpoint = ["https://mirror.example.com"]
            """,
            problems);
    assertThat(problems).isEmpty();
    assertThat(tree)
        .isEqualTo(
            tree(
                "{'motd':'hi','kernel':{'sysctl':{'vm.max_map_count':'262144'}},"
                    + "'network':{'hosts':[['10.0.0.1',['a.example.com','b']]]},"
                    + "'mirrors':[{'registry':'*','endpoint':['https://mirror.example.com']}]}"));
  }

  @Test
  void everyMistakeHasItsPlaceAndTheRestIsKept() {
    SettingsTree tree =
        reader.readToml(
            "user data",
            """
            settings.motdd = "hi"
            [settings.updates]
            seed = 5000
            [settings.ntp]
            time-servers = ["time.example.com", "a b"]
            [settings.kernel]
            lockdown = "integrty"
            [settings.kernel.sysctl]
            "../x" = "1"
            "vm.swappiness" = 10
            "vm.max_map_count" = "1"
            [settings.network]
            hosts = [["10.0.0.1", ["a"]], ["10.0.0", ["b"]], ["10.0.0.2"]]
            [[settings.mirrors]]
            endpoint = ["https://a"]
            [[settings.mirrors]]
            registry = "docker.io"
            [[settings.mirrors]]
            registry = "docker.io"
            [other]
            """,
            problems);
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly(
            "user data:1:1: unknown setting settings.motdd; did you mean 'motd'?",
            "user data:3:1: settings.updates.seed = 5000 is not a whole number from 0 to 2047: the"
                + " most is 2047; write a whole number from 0 to 2047, like 1",
            "user data:5:37: settings.ntp.time-servers[1] = 'a b' is not a host name or IP address:"
                + " it holds a space; write a host name or IP address, like \"time.example.com\"",
            "user data:7:1: settings.kernel.lockdown = 'integrty' is not a lockdown mode: did you"
                + " mean 'integrity'?; write a lockdown mode, like \"integrity\"",
            "user data:9:1: in settings.kernel.sysctl.\"../x\", the name '../x' is not a sysctl key:"
                + " it leaves /proc/sys; write a sysctl key, like \"vm.max_map_count\"",
            "user data:10:1: settings.kernel.sysctl.\"vm.swappiness\" is a whole number; write one"
                + " line of text, like \"Hello\"",
            "user data:13:32: settings.network.hosts[1][0] = '10.0.0' is not an IP address: it is"
                + " neither IPv4 nor IPv6; write an IP address, like \"192.0.2.1\"",
            "user data:13:50: settings.network.hosts[2] has 1 elements; write 2",
            "user data:14:1: settings.mirrors[0] has no 'registry'; add registry = \"docker.io\"",
            "user data:18:1: settings.mirrors[2] is there a second time, with the same 'registry'"
                + " as one before it; write it once",
            "user data:20:1: unknown key 'other'; known are settings");
    assertThat(tree)
        .isEqualTo(
            tree(
                "{'ntp':{'time-servers':['time.example.com']},"
                    + "'kernel':{'sysctl':{'vm.max_map_count':'1'}},"
                    + "'network':{'hosts':[['10.0.0.1',['a']]]},"
                    + "'mirrors':[{'registry':'docker.io'}]}"));
  }

  @Test
  void anEarlierShapeIsReadAndItsMistakesKeepTheirPlace() {
    SettingsTree tree =
        reader.readToml(
            "user data",
            """
            [settings.ntp]
            servers = ["a", "b c"]
            [settings.mirrors]
            "docker.io" = ["https://a"]
            [settings]
            mode = "true"
            """,
            problems);
    assertThat(tree)
        .isEqualTo(
            tree(
                "{'ntp':{'time-servers':['a']},"
                    + "'mirrors':[{'registry':'docker.io','endpoint':['https://a']}],'mode':'on'}"));
    assertThat(problems).extracting(p -> p.position().toString()).contains("user data:2:17");
  }

  @Test
  void whatIsStoredIsInTheFirstShape() {
    SettingsTree now =
        tree(
            "{'ntp':{'time-servers':['a']},"
                + "'mirrors':[{'registry':'docker.io','endpoint':['https://a']}],'mode':'on'}");
    SettingsTree stored = schema.stored(now);
    assertThat(stored)
        .isEqualTo(
            tree("{'ntp':{'servers':['a']},'mirrors':{'docker.io':['https://a']},'mode':'true'}"));
    assertThat(schema.current(stored)).isEqualTo(now);
    assertThat(schema.current(now)).isEqualTo(now);
    assertThat(schema.stored(stored)).isEqualTo(stored);
    SettingsTree without = tree("{'mirrors':[{'registry':'docker.io'}]}");
    assertThat(schema.stored(without)).isEqualTo(without);
  }

  @Test
  void aSecretIsInNoMessage() {
    reader.readToml("user data", "settings.secret = 'hunter2!'", problems);
    assertThat(problems)
        .extracting(Problem::found)
        .containsExactly("settings.secret is not base64 text: it holds '!'");
  }

  @Test
  void jsonIsCheckedTheSameWay() {
    SettingsTree tree =
        reader.readJson(
            "PATCH /settings",
            (Json.Struct) JsonReader.read("{\"motd\":null,\"updates\":{\"seed\":7}}"),
            problems);
    assertThat(tree).isEqualTo(tree("{'updates':{'seed':7}}"));
    assertThat(problems).extracting(Problem::found).containsExactly("settings.motd is null");
  }

  @Test
  void pairsHaveTheSettingsType() {
    SettingsTree tree =
        reader.readPairs(
            "set",
            Map.of(
                "settings.motd", "7",
                "settings.updates.seed", "7",
                "settings.ntp.time-servers", "[\"a\"]"),
            problems);
    assertThat(problems).isEmpty();
    assertThat(tree)
        .isEqualTo(tree("{'motd':'7','updates':{'seed':7},'ntp':{'time-servers':['a']}}"));
    assertThatThrownBy(() -> reader.readPairs("set", Map.of("motd", "x"), problems))
        .isInstanceOf(KeyException.class);
    assertThatThrownBy(() -> reader.readPairs("set", Map.of("settings", "x"), problems))
        .isInstanceOf(KeyException.class);
  }

  @Test
  void aSyntaxErrorLeavesTheRest() {
    SettingsTree tree =
        reader.readToml("user data", "[settings]\nmotd = \"hi\"\nmode = \n", problems);
    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().position().line()).isEqualTo(3);
    assertThat(tree).isEqualTo(tree("{'motd':'hi'}"));
  }

  private static SettingsTree tree(String json) {
    return SettingsTree.of((Json.Struct) JsonReader.read(json.replace('\'', '"')));
  }
}
