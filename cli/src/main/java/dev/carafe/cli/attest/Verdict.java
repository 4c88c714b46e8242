package dev.carafe.cli.attest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.carafe.cli.answer.Answer;
import dev.carafe.cli.answer.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/// All that was looked at of a node.
public record Verdict(List<Check> checks) implements Answer {
  public Verdict {
    checks = List.copyOf(checks);
  }

  /// How many checks have failed.
  public long failed() {
    return checks.stream().filter(check -> check.result() == Check.Result.FAILED).count();
  }

  @Override
  public void writeText(PrintWriter out) {
    for (Check check : checks) {
      out.printf(
          "%-6s  %s: %s%n", check.result().word(), check.name(), Printable.of(check.detail()));
    }
  }

  @Override
  public void writeJson(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeBooleanField("trusted", failed() == 0);
    json.writeArrayFieldStart("checks");
    for (Check check : checks) {
      json.writeStartObject();
      json.writeStringField("name", check.name());
      json.writeStringField("result", check.result().word());
      json.writeStringField("detail", check.detail());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
