package dev.carafe.settings.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.settings.Key;
import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.schema.ConfigurationFile;
import dev.carafe.settings.schema.Leaf;
import dev.carafe.settings.schema.ListOf;
import dev.carafe.settings.schema.Rename;
import dev.carafe.settings.schema.Schema;
import dev.carafe.settings.schema.Table;
import dev.carafe.settings.schema.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SchemaReaderTest {
  private final List<Problem> problems = new ArrayList<>();

  @Test
  void readsEveryShape() {
    Schema schema =
        read(
            """
            [settings.motd]
            type = "string"
            description = "A greeting."
            default = "Hello"
            affected-services = ["motd"]

            [settings."ntp"]
            description = "Time."
            affected-services = ["time"]

            [settings."ntp.time-servers"]
            description = "Where the time comes from."
            max-items = 3
            unique = true
            default = ["time.example.com"]
            [settings."ntp.time-servers[]"]
            type = "host"

            [settings."kernel.sysctl.*"]
            key = "sysctl-key"
            type = "line"
            description = "A kernel parameter."

            [settings."network.hosts[][0]"]
            type = "ip"
            [settings."network.hosts[][1][]"]
            type = "hostname"

            [services.motd]
            configuration-files = ["motd"]
            [services.time]
            restart-commands = [["systemctl", "try-restart", "systemd-timesyncd"]]
            [configuration-files.motd]
            path = "/etc/motd"
            template-path = "/usr/share/carafe/templates/motd"
            mode = "0600"

            [[changes]]
            change = "rename"
            setting = "ntp.time-servers"
            from = "ntp.servers"
            """);
    assertThat(problems).isEmpty();
    assertThat(schema.find(Key.of("motd")).orElseThrow().shape()).isInstanceOf(Leaf.class);
    assertThat(schema.find(Key.of("ntp")).orElseThrow().shape()).isInstanceOf(Table.class);
    assertThat(schema.find(Key.of("ntp", "time-servers")).orElseThrow().shape())
        .isInstanceOfSatisfying(
            ListOf.class,
            list -> {
              assertThat(list.most()).isEqualTo(3);
              assertThat(list.uniqueBy()).contains("");
            });
    assertThat(schema.find(Key.of("kernel", "sysctl", "a.b")).orElseThrow().shape())
        .isInstanceOfSatisfying(
            Leaf.class, leaf -> assertThat(leaf.type().name()).isEqualTo("line"));
    ListOf hosts = (ListOf) schema.find(Key.of("network", "hosts")).orElseThrow().shape();
    assertThat(((Tuple) hosts.element().shape()).elements()).hasSize(2);
    assertThat(schema.find(Key.of("motd", "x"))).isEmpty();
    assertThat(schema.defaults())
        .hasToString("{\"motd\":\"Hello\",\"ntp\":{\"time-servers\":[\"time.example.com\"]}}");
    assertThat(schema.affectedServices(Key.of("ntp", "time-servers"))).containsExactly("time");
    assertThat(schema.affectedServices(Key.of())).containsExactlyInAnyOrder("motd", "time");
    assertThat(schema.affectedFiles(Key.of("motd"))).containsExactly("motd");
    assertThat(schema.files())
        .containsEntry(
            "motd",
            new ConfigurationFile(
                Optional.empty(),
                "/etc/motd",
                "/usr/share/carafe/templates/motd",
                0600,
                false,
                new Position("settings.toml", 33, 1)));
    assertThat(schema.reshapings())
        .containsExactly(new Rename(Key.of("ntp", "servers"), Key.of("ntp", "time-servers")));
  }

  @Test
  void whatIsLikeAnotherHasWhatIsDeclaredBelowThat() {
    Schema schema =
        read(
            """
            [settings."a.*.port"]
            type = "port"
            description = "A port."
            [settings."a.*"]
            description = "One."
            [settings."b.*"]
            like = "a.*"
            key = "identifier"
            description = "One."
            [settings."b.*.port"]
            type = "string"
            description = "A text."
            [settings."c"]
            like = "b"
            description = "The same."
            [settings."d"]
            like = "nowhere"
            type = "string"
            description = "Nothing."
            """);
    assertThat(problems).singleElement().asString().contains("nothing is declared below 'nowhere'");
    assertThat(schema.find(Key.of("b", "x", "port")).orElseThrow().about().description())
        .isEqualTo("A text.");
    assertThat(schema.find(Key.of("c", "x", "port")).orElseThrow().about().description())
        .isEqualTo("A text.");
  }

  @Test
  void everyMistakeHasItsPlaceAndRemedy() {
    read(
        """
        [settings.a]
        type = "strng"
        description = "x"
        [settings.b]
        type = "integer"
        min = 5
        max = 1
        descripton = "x"
        [settings."c..d"]
        type = "string"
        [settings.e]
        type = "port"
        description = "x"
        default = "ssh"
        [settings.f]
        description = "nothing in it"
        [settings."g.*"]
        type = "string"
        description = "x"
        default = "y"
        [settings.h]
        type = "line"
        pattern = "["
        description = "x"
        [[changes]]
        change = "rname"
        setting = "a"
        [configuration-files.motd]
        path = "etc/motd"
        template-path = "/t"
        mode = "rw"
        """);
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactlyInAnyOrder(
            "settings.toml:8:1: unknown key 'descripton'; did you mean 'description'?",
            "settings.toml:9:1: 'c..d' is no path of a setting; write names with dots between them,"
                + " '*' for any name, '[]' after a list",
            "settings.toml:2:1: no type 'strng'; did you mean 'string'?",
            "settings.toml:6:1: 'min' is above 'max'; swap them",
            "settings.toml:4:1: no 'description'; say what it does",
            "settings.toml:14:1: default is a string; write a port from 1 to 65535, like 8080",
            "settings.toml:15:1: no 'type', and nothing is in it; a setting has a type, or members,"
                + " or '[]', or '[0]', '[1]'...",
            "settings.toml:20:1: a default for what the user names or lists; write it into the"
                + " template, by {{default ...}}",
            "settings.toml:23:1: '[' is no regular expression: Unclosed character class; see"
                + " java.util.regex.Pattern",
            "settings.toml:26:1: no change 'rname'; did you mean 'rename'?",
            "settings.toml:29:1: 'etc/motd' is no absolute path; begin it with '/'",
            "settings.toml:31:1: 'rw' is no mode; write four octal digits, like \"0644\"");
  }

  @Test
  void componentsAddToOneTableButNotToOneSetting() {
    Schema first =
        read(
            """
            [settings."network.hostname"]
            type = "hostname"
            description = "x"
            affected-services = ["hosts"]
            """);
    Schema second =
        new SchemaReader(problems)
            .read(
                "other.toml",
                """
                [settings."network.proxy"]
                type = "url"
                description = "x"
                [settings."network.hostname"]
                type = "hostname"
                description = "x"
                """);
    Schema both = SchemaUnion.of(List.of(first, second), problems);
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly(
            "other.toml:4:1: settings.network.hostname is declared a second time; the first is at"
                + " settings.toml:1:1",
            "settings.toml:1:1: no service 'hosts'; known are ");
    assertThat(both.find(Key.of("network", "proxy"))).isPresent();
  }

  @Test
  void whatContradictsItselfIsToldWithItsPlace() {
    read(
        """
        [settings.a]
        description = "x"
        unique-by = "nam"
        [settings."a[].name"]
        type = "string"
        [settings.b]
        description = "x"
        unique = true
        [settings."b[].name"]
        type = "string"
        [settings.c]
        description = "x"
        unique-by = "name"
        [settings."c[]"]
        type = "string"
        [settings.d]
        key = "identifier"
        one-of = ["x", "y", "x"]
        description = "x"
        default = "z"
        [settings.e]
        type = "url"
        description = "x"
        template = "http://{{settings.a"
        [services.a]
        restart-commands = [[]]
        """);
    assertThat(problems)
        .extracting(Problem::toString)
        .satisfiesExactlyInAnyOrder(
            found ->
                assertThat(found)
                    .isEqualTo(
                        "settings.toml:3:1: the elements have no member 'nam'; did you mean 'name'?"),
            found ->
                assertThat(found)
                    .isEqualTo(
                        "settings.toml:8:1: 'unique' for elements that are no single values; for"
                            + " tables, write unique-by = \"MEMBER\""),
            found ->
                assertThat(found)
                    .isEqualTo(
                        "settings.toml:13:1: the elements have no member 'name'; for single values,"
                            + " write unique = true"),
            found ->
                assertThat(found)
                    .isEqualTo(
                        "settings.toml:17:1: 'key' where nobody chooses a name; write it where '*'"
                            + " is last"),
            found ->
                assertThat(found)
                    .isEqualTo("settings.toml:18:1: a word is there twice; leave one of them out"),
            found ->
                assertThat(found).startsWith("settings.toml:20:1: default = 'z' is not one of"),
            found -> assertThat(found).startsWith("settings.toml:24:1: "),
            found ->
                assertThat(found)
                    .isEqualTo(
                        "settings.toml:26:1: a command without a program; write [\"PROGRAM\","
                            + " \"ARGUMENT\"]"));
  }

  @Test
  void aServiceAndAFileBelongToOneComponentAndAFileIsReadByAService() {
    String time =
        """
        [services.time]
        configuration-files = ["time"]
        [configuration-files.time]
        path = "/etc/time"
        template-path = "/usr/share/carafe/templates/time"
        """;
    Schema first = read(time);
    Schema second = new SchemaReader(problems).read("b.toml", time);
    Schema third =
        new SchemaReader(problems)
            .read(
                "c.toml",
                """
                [services.clock]
                configuration-files = ["clock", "clok"]
                [configuration-files.clock]
                path = "/etc/time"
                template-path = "/usr/share/carafe/templates/clock"
                [configuration-files.unread]
                for-each = "settings.nothing"
                path = "/etc/{{key}}"
                template-path = "/usr/share/carafe/templates/unread"
                """);
    var _ = SchemaUnion.of(List.of(first, second, third), problems);
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactlyInAnyOrder(
            "b.toml:1:1: the service 'time' is declared a second time; rename one of them; the"
                + " first is at settings.toml:1:1",
            "b.toml:3:1: the configuration file 'time' is declared a second time; rename one of"
                + " them; the first is at settings.toml:3:1",
            "c.toml:1:1: service 'clock' has no configuration file 'clok'; did you mean 'clock'?",
            "c.toml:3:1: /etc/time is written by two configuration files; let one of them write"
                + " it; the first is at settings.toml:3:1",
            "c.toml:6:1: no service has the configuration file 'unread', so it is never written;"
                + " name it in configuration-files of the service that reads it",
            "c.toml:6:1: a file for each of settings.nothing, and there is no such setting; write"
                + " the key of a table or list of settings");
  }

  @Test
  void aNameAmongThoseThatUsersChooseHasWhatTheirsHave() {
    Schema first =
        read(
            """
            [settings."gates.*"]
            key = "dns-label"
            description = "A gate."
            whole = true
            [settings."gates.*.unit"]
            type = "line"
            description = "x"
            [settings."gates.*.deadline"]
            type = "duration"
            description = "x"
            """);
    Schema second =
        new SchemaReader(problems)
            .read(
                "other.toml",
                """
                [settings."gates.time.unit"]
                type = "line"
                description = "x"
                default = "time.service"
                """);
    Schema both = SchemaUnion.of(List.of(first, second), problems);
    assertThat(problems).isEmpty();
    assertThat(both.defaults()).hasToString("{\"gates\":{\"time\":{\"unit\":\"time.service\"}}}");
    assertThat(both.find(Key.of("gates", "time")).orElseThrow().about().whole()).isTrue();
    assertThat(both.find(Key.of("gates", "time", "deadline"))).isPresent();
    assertThat(both.find(Key.of("gates", "time", "deadlin"))).isEmpty();
    assertThat(both.find(Key.of("gates", "web", "deadline"))).isPresent();
  }

  @Test
  void aTypeThatTakesAnythingTakesWhatIsInIt() {
    Schema schema =
        read(
            """
            [settings."pods.*"]
            key = "dns-label"
            type = "any"
            description = "x"
            """);
    assertThat(schema.find(Key.of("pods", "web", "image"))).isPresent();
    assertThat(problems).isEmpty();
  }

  private Schema read(String text) {
    return new SchemaReader(problems).read("settings.toml", text);
  }
}
