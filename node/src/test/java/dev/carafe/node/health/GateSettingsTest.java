package dev.carafe.node.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.Components;
import dev.carafe.settings.Problem;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.reading.SettingsReader;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Gates as the schema and the rule let them through.
class GateSettingsTest {
  private final List<Problem> problems = new ArrayList<>();

  private List<Gate> read(String text) {
    SettingsReader reader = new SettingsReader(Components.schema(), List.of(new GateRule()));
    List<Gate> gates = GateReader.read(reader.readToml("user data", text, problems));
    return gates.subList(Gate.builtIn().size(), gates.size());
  }

  private static Gate usual(String name, Check check) {
    return new Gate(
        name, check, Duration.ofMinutes(10), Duration.ofSeconds(30), Duration.ofSeconds(5));
  }

  @Test
  void everyBootHasThree() {
    assertThat(GateReader.read(SettingsTree.empty()))
        .extracting(Gate::name)
        .containsExactly("agent", "runtime", "units");
  }

  @Test
  void everyKindIsRead() {
    List<Gate> gates =
        read(
            """
            [settings.health.gates.time]
            unit = "systemd-timesyncd.service"
            [settings.health.gates.web]
            http = { url = "https://web.example.com/healthy", status = 204 }
            [settings.health.gates.database]
            tcp = { port = 5432 }
            [settings.health.gates.query]
            exec = { pod = "db", container = "main", command = ["psql", "-c", "select 1"] }
            [settings.health.gates.pod]
            pod = "web"
            [settings.health.gates.pressure]
            metric = { name = "carafe_problem_condition", labels = { condition = "DiskPressure" }, max = "0" }
            """);
    assertThat(problems).isEmpty();
    assertThat(gates)
        .containsExactly(
            usual("database", new Check.TcpConnection("127.0.0.1", 5432)),
            usual("pod", new Check.PodReady("web")),
            usual(
                "pressure",
                new Check.MetricWithin(
                    "carafe_problem_condition",
                    Map.of("condition", "DiskPressure"),
                    Optional.empty(),
                    Optional.of(BigDecimal.ZERO))),
            usual(
                "query",
                new Check.ProgramEnds(
                    "db", Optional.of("main"), List.of("psql", "-c", "select 1"))),
            usual("time", new Check.UnitActive("systemd-timesyncd.service")),
            usual(
                "web",
                new Check.HttpAnswer(
                    URI.create("https://web.example.com/healthy"), OptionalInt.of(204))));
  }

  @Test
  void timesAndBoundsAreRead() {
    List<Gate> gates =
        read(
            """
            [settings.health.gates.memory]
            metric = { name = "carafe_memory_available_bytes", min = "64Mi", max = "1.5Gi" }
            deadline = "1h"
            settle = "0"
            interval = "1m30s"
            """);
    assertThat(problems).isEmpty();
    assertThat(gates).hasSize(1);
    Gate gate = gates.getFirst();
    assertThat(gate.deadline()).isEqualTo(Duration.ofHours(1));
    assertThat(gate.settle()).isZero();
    assertThat(gate.interval()).isEqualTo(Duration.ofSeconds(90));
    assertThat(gate.check().text())
        .isEqualTo("carafe_memory_available_bytes is at least 67108864 and at most 1610612736");
  }

  @Test
  void aUrlMayBeginWithTheHost() {
    List<Gate> gates = read("[settings.health.gates.a]\nhttp = {url = \"localhost:8080/x?k=v\"}\n");
    assertThat(problems).isEmpty();
    assertThat(gates.getFirst().check().text())
        .isEqualTo("http://localhost:8080 answers with 200 to 399");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          web   | deadline = "5m"                        | 1:   | it asks nothing | set one of unit, http
          web   | http = {status = 200}                  | 2:   | 'url' is missing | add it
          web   | tcp = {host = "a"}                     | 2:   | 'port' is missing | add it
          web   | exec = {command = ["a"]}               | 2:   | 'pod' is missing | add it
          web   | exec = {pod = "a"}                     | 2:   | 'command' is missing | add it
          web   | exec = {pod = "a", command = []}       | 2:   | has 0 elements | write at least 1
          web   | metric = {min = "1"}                   | 2:   | 'name' is missing | add it
          web   | metric = {name = "carafe_load"}        | 2:   | it has no bounds | set min, max or both
          web   | metric = {name = "load", min = "1"}    | 2:   | is not allowed | carafe_memory
          web   | metric = {name = "carafe_load", max = "5%"}           | 2: | no percentage | write a number
          web   | metric = {name = "carafe_load", max = 4}              | 2: | is a whole number | write a quantity
          web   | metric = {name = "carafe_load", min = "2", max = "1"} | 2: | 'max' is below 'min' | swap them
          web   | http = {url = "unix:///run/x"}         | 2:   | no address of an HTTP server | http://
          web   | http = {url = "ftp://a.example.com"}   | 2:   | no address of an HTTP server | http://
          web   | http = {url = "http://a", status = 42} | 2:   | 42 is not | from 100 to 599
          web   | interval = "10ms"#unit = "a.service"   | 2:   | shorter than a second | write at least 1s
          web   | deadline = "4s"#unit = "a.service"     | 2:   | shorter than the interval, 5s | leave time
          web   | deadline = "25h"#unit = "a.service"    | 2:   | longer than a day | write at most 24h
          web   | settle = "25h"#unit = "a.service"      | 2:   | longer than a day | write at most 24h
          web   | settle = "soon"#unit = "a.service"     | 2:   | is not a duration | 30s
          web   | unit = "a b.service"                   | 2:   | is not allowed | systemd-timesyncd
          units | unit = "a.service"                     | 1:   | every boot has a gate 'units' | name it otherwise
          Web   | unit = "a.service"                     | 1:   | 'W' | DNS label
          web   | unti = "a.service"                     | 2:   | unknown setting | did you mean 'unit'?
          """)
  void whatIsWrongIsToldWithItsPlaceAndWhatToWrite(
      String name, String line, String place, String found, String instead) {
    String text = "[settings.health.gates.%s]\n%s\n".formatted(name, line.replace('#', '\n'));
    assertThat(read(text)).isEmpty();
    assertThat(problems).isNotEmpty();
    assertThat(problems.getFirst().toString())
        .startsWith("user data:" + place)
        .contains(found)
        .contains(instead);
  }

  @Test
  void aGateAsksOneThing() {
    assertThat(read("[settings.health.gates.web]\nunit = \"a.service\"\npod = \"web\"\n"))
        .isEmpty();
    assertThat(problems)
        .singleElement()
        .hasToString("user data:3:1: it asks two things, unit and pod; make two gates of it");
  }

  @Test
  void oneMistakeCostsOneGate() {
    assertThat(
            read(
                """
                [settings.health.gates.a]
                unit = "a.service"
                [settings.health.gates.b]
                unit = "b.service"
                deadline = "never"
                """))
        .extracting(Gate::name)
        .containsExactly("a");
    assertThat(problems).hasSize(1);
  }
}
