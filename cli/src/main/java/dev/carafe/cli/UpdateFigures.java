package dev.carafe.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.carafe.cli.answer.Answer;
import dev.carafe.cli.bench.ApplyCost;
import dev.carafe.cli.bench.UpdateCost;
import dev.carafe.cli.bench.UpdateMeasure;
import dev.carafe.cli.bench.UpdateMethod;
import dev.carafe.cli.bench.UpdatePair;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What updates cost, by one way and another.
record UpdateFigures(List<Part> parts) implements Answer {
  private static final double MEGA = 1e6;

  UpdateFigures {
    parts = List.copyOf(parts);
  }

  /// One update.
  record Part(UpdatePair pair, UpdateMeasure measure) {}

  @Override
  public void writeText(PrintWriter out) {
    String gap = "";
    for (Part part : parts) {
      out.print(gap);
      UpdateMeasure measure = part.measure();
      out.println(part.pair().what());
      line(out, "", "/usr", "kernel", "together", "share", "to make");
      measure
          .costs()
          .forEach((method, cost) ->
              line(
                  out,
                  method.label(),
                  megabytes(cost.usr()),
                  megabytes(cost.kernel()),
                  megabytes(cost.bytes()),
                  String.format(Locale.ROOT, "%.1f %%", measure.share(cost)),
                  seconds(cost.seconds())));
      ApplyCost application = measure.application();
      out.printf(
          "Applying it to /usr takes %s, writing %s takes %s.%n",
          seconds(application.seconds()),
          megabytes(application.bytes()),
          seconds(application.writing()));
      gap = System.lineSeparator();
    }
  }

  private static void line(
      PrintWriter out,
      String label,
      String usr,
      String kernel,
      String together,
      String share,
      String time) {
    out.println(
        String.format(
            Locale.ROOT,
            "%-36s %10s %10s %10s %8s %9s",
            label,
            usr,
            kernel,
            together,
            share,
            time));
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.2f MB", bytes / MEGA);
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f s", seconds);
  }

  @Override
  public void writeJson(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("updates");
    for (Part part : parts) {
      writeJson(json, part);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeJson(JsonGenerator json, Part part) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", part.pair().name());
    json.writeStringField("what", part.pair().what());
    json.writeArrayFieldStart("methods");
    for (Map.Entry<UpdateMethod, UpdateCost> method : part.measure().costs().entrySet()) {
      json.writeStartObject();
      json.writeStringField("name", method.getKey().name().toLowerCase(Locale.ROOT));
      json.writeNumberField("usr_bytes", method.getValue().usr());
      json.writeNumberField("kernel_bytes", method.getValue().kernel());
      json.writeNumberField("seconds", method.getValue().seconds());
      json.writeEndObject();
    }
    json.writeEndArray();
    ApplyCost application = part.measure().application();
    json.writeNumberField("usr_size", application.bytes());
    json.writeNumberField("apply_seconds", application.seconds());
    json.writeNumberField("write_seconds", application.writing());
    json.writeEndObject();
  }
}
