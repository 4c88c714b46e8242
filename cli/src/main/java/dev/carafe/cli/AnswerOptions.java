package dev.carafe.cli;

import dev.carafe.image.manifest.Json;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/// How a command gives its answer.
final class AnswerOptions {
  @Option(names = "--json", description = "Answer in JSON, for scripts.")
  boolean json;

  void give(Answer answer, PrintWriter out) {
    if (json) {
      out.print(Json.document(answer::writeJson));
    } else {
      answer.writeText(out);
    }
    out.flush();
  }
}
