package dev.carafe.cli.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;

/// What a command has found, for a person and for a script.
public interface Answer {

  /// For a person.
  void writeText(PrintWriter out);

  /// For a script: one value. The fields are described in `docs/formats/answers.md`.
  void writeJson(JsonGenerator json) throws IOException;
}
