package dev.carafe.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.carafe.cli.answer.Answer;
import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.image.inspect.Finding;
import dev.carafe.image.inspect.ImageVerifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe verify`.
@Command(
    name = "verify",
    description =
        "Checks a disk image again: partition table, boot files, and every block of /usr.",
    footerHeading = "%nExample:%n",
    footer = "  carafe verify build/carafe-plain-0.1.0.raw")
final class VerifyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "IMAGE", description = "A raw disk image.")
  Path image = Path.of("");

  @Mixin AnswerOptions answers = new AnswerOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Verdict verdict = new Verdict(ImageVerifier.verify(image));
    answers.give(verdict, spec.commandLine().getOut());
    return (verdict.isIntact() ? ExitCode.DONE : ExitCode.UNTRUSTED).number();
  }

  /// What the checks have found.
  record Verdict(List<Finding> findings) implements Answer {
    Verdict {
      findings = List.copyOf(findings);
    }

    boolean isIntact() {
      return findings.stream().noneMatch(Finding.Damaged.class::isInstance);
    }

    @Override
    public void writeText(PrintWriter out) {
      for (Finding finding : findings) {
        switch (finding) {
          case Finding.Intact(String part, String what) ->
              out.printf("ok       %s: %s%n", part, what);
          case Finding.Damaged(String part, String why) ->
              out.printf("DAMAGED  %s: %s%n", part, why);
        }
      }
    }

    @Override
    public void writeJson(JsonGenerator json) throws IOException {
      json.writeStartObject();
      json.writeBooleanField("intact", isIntact());
      json.writeArrayFieldStart("findings");
      for (Finding finding : findings) {
        json.writeStartObject();
        json.writeStringField("part", finding.part());
        switch (finding) {
          case Finding.Intact(_, String what) -> json.writeStringField("intact", what);
          case Finding.Damaged(_, String why) -> json.writeStringField("damaged", why);
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }
}
