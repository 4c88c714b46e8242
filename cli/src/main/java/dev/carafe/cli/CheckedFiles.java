package dev.carafe.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.carafe.cli.answer.Answer;
import dev.carafe.settings.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/// What is wrong in some files.
record CheckedFiles(List<CheckedFile> files) implements Answer {
  CheckedFiles {
    files = List.copyOf(files);
  }

  boolean isValid() {
    return files.stream().allMatch(file -> file.problems().isEmpty());
  }

  @Override
  public void writeText(PrintWriter out) {
    for (CheckedFile file : files) {
      file.problems().forEach(out::println);
      if (file.problems().isEmpty()) {
        out.println(file.name() + ": ok");
      }
    }
  }

  @Override
  public void writeJson(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeBooleanField("valid", isValid());
    json.writeArrayFieldStart("problems");
    for (CheckedFile file : files) {
      for (Problem problem : file.problems()) {
        json.writeStartObject();
        json.writeStringField("file", file.name());
        json.writeStringField("source", problem.position().source());
        json.writeNumberField("line", problem.position().line());
        json.writeNumberField("column", problem.position().column());
        json.writeStringField("found", problem.found());
        json.writeStringField("instead", problem.instead());
        json.writeEndObject();
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
