package dev.carafe.cli.answer;

import dev.carafe.image.manifest.Json;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/// How a command gives its answer.
public final class AnswerOptions {
  @Option(names = "--json", description = "Answer in JSON, for scripts.")
  boolean json;

  /// Made by the command line.
  public AnswerOptions() {}

  /// Gives it.
  public void give(Answer answer, PrintWriter out) {
    if (json) {
      out.print(Json.document(answer::writeJson));
    } else {
      answer.writeText(out);
    }
    out.flush();
  }
}
