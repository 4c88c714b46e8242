package dev.carafe.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.carafe.cli.Diagnosis.Grade;
import dev.carafe.cli.answer.Answer;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/// All that was found of a machine.
record Checkup(List<Diagnosis> diagnoses) implements Answer {
  Checkup {
    diagnoses = List.copyOf(diagnoses);
  }

  boolean isFit() {
    return diagnoses.stream().noneMatch(diagnosis -> diagnosis.grade() == Grade.MISSING);
  }

  @Override
  public void writeText(PrintWriter out) {
    for (Diagnosis diagnosis : diagnoses) {
      out.printf("%-8s %-9s %s%n", diagnosis.grade().label(), diagnosis.what(), diagnosis.detail());
      if (!diagnosis.mend().isEmpty()) {
        out.printf("%-18s -> %s%n", "", diagnosis.mend());
      }
    }
  }

  @Override
  public void writeJson(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeBooleanField("fit", isFit());
    json.writeArrayFieldStart("diagnoses");
    for (Diagnosis diagnosis : diagnoses) {
      json.writeStartObject();
      json.writeStringField("what", diagnosis.what());
      json.writeStringField("grade", diagnosis.grade().label());
      json.writeStringField("detail", diagnosis.detail());
      json.writeStringField("mend", diagnosis.mend());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
