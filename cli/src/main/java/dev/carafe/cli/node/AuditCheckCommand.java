package dev.carafe.cli.node;

import dev.carafe.trust.audit.AuditCheck;
import dev.carafe.trust.audit.AuditReport;
import dev.carafe.trust.audit.Head;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe node audit check`.
@Command(
    name = "check",
    description = "Checks an audit log that was kept, without a node.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe node audit check acts.jsonl",
      "  carafe node audit check --head 17:9f86d081... old.jsonl new.jsonl"
    })
final class AuditCheckCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Its files, oldest first.")
  List<Path> files = new ArrayList<>();

  @Option(
      names = "--head",
      paramLabel = "NUMBER:DIGEST",
      description = "Where the log once ended; without it a log that was cut off looks sound.")
  @Nullable String head;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    AuditCheck check = new AuditCheck(expected());
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        check.read(file.toString(), in);
      }
    }
    AuditReport report = check.end();
    if (!report.isSound()) {
      throw new DamagedLogException(report.findings());
    }
    spec.commandLine().getOut().println("sound; it ends at " + report.head());
    return 0;
  }

  private Optional<Head> expected() {
    return Optional.ofNullable(head)
        .map(text ->
            Head.parse(text)
                .orElseThrow(() ->
                    new ParameterException(
                        spec.commandLine(), "'" + text + "' is no head; write NUMBER:DIGEST")));
  }
}
