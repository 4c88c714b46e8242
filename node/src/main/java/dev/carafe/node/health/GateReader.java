package dev.carafe.node.health;

import dev.carafe.node.pods.Fields;
import dev.carafe.node.pods.Quantity;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.value.DurationType;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads gates from settings that were found valid.
final class GateReader {
  private GateReader() {}

  /// All gates: those that every boot has, and those that are set, in the order of their names.
  static List<Gate> read(SettingsTree settings) {
    List<Gate> gates = new ArrayList<>(Gate.builtIn());
    if (settings.get(Gate.SETTINGS).orElse(new Json.Null()) instanceof Json.Struct named) {
      named.members().keySet().stream()
          .sorted()
          .forEach(name -> gate(name, Fields.struct(named, name)).ifPresent(gates::add));
    }
    return gates;
  }

  private static Optional<Gate> gate(String name, Json.Struct table) {
    return check(table)
        .map(check ->
            new Gate(
                name,
                check,
                duration(table, "deadline", Gate.USUAL_DEADLINE),
                duration(table, "settle", Gate.USUAL_SETTLE),
                duration(table, "interval", Gate.USUAL_INTERVAL)));
  }

  static Duration duration(Json.Struct table, String name, Duration usual) {
    return table.text(name).map(DurationType::parse).orElse(usual);
  }

  /// What is asked, by the one kind that is there.
  private static Optional<Check> check(Json.Struct table) {
    return table
        .text("unit")
        .<Check>map(Check.UnitActive::new)
        .or(() -> table.text("pod").map(Check.PodReady::new))
        .or(() -> inner(table, "http").map(GateReader::http))
        .or(() -> inner(table, "tcp").map(GateReader::tcp))
        .or(() -> inner(table, "exec").map(GateReader::exec))
        .or(() -> inner(table, "metric").map(GateReader::metric));
  }

  private static Optional<Json.Struct> inner(Json.Struct table, String name) {
    return table.member(name).map(_ -> Fields.struct(table, name));
  }

  private static Check http(Json.Struct table) {
    int status = number(table, "status");
    return new Check.HttpAnswer(
        url(table.text("url").orElse("")),
        status == 0 ? OptionalInt.empty() : OptionalInt.of(status));
  }

  /// A URL may be its part from the host on.
  static URI url(String text) {
    return URI.create(text.contains("://") ? text : "http://" + text);
  }

  private static Check tcp(Json.Struct table) {
    return new Check.TcpConnection(table.text("host").orElse("127.0.0.1"), number(table, "port"));
  }

  private static Check exec(Json.Struct table) {
    return new Check.ProgramEnds(
        table.text("pod").orElse(""), table.text("container"), Fields.texts(table, "command"));
  }

  private static Check metric(Json.Struct table) {
    Map<String, String> labels = new LinkedHashMap<>();
    Json.Struct given = Fields.struct(table, "labels");
    given
        .members()
        .keySet()
        .forEach(name -> given.text(name).ifPresent(value -> labels.put(name, value)));
    return new Check.MetricWithin(
        table.text("name").orElse(""), labels, bound(table, "min"), bound(table, "max"));
  }

  static Optional<BigDecimal> bound(Json.Struct table, String name) {
    return table.text(name).map(Quantity::number);
  }

  private static int number(Json.Struct table, String name) {
    return Math.toIntExact(Fields.optionalNumber(table, name).orElse(0));
  }
}
