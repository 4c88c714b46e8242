package dev.carafe.cli.keys;

import dev.carafe.cli.option.Days;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe keys make`.
@Command(
    name = "make",
    description = "Makes the keys of Secure Boot, PK, KEK and db, and one of measured boot, pcr.",
    footerHeading = "%nExamples:%n",
    footer = {"  carafe keys make keys", "  carafe keys make keys --name 'Example Inc.'"})
final class KeysMakeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FOLDER", description = "Where the keys go; nothing is overwritten.")
  Path folder = Path.of("");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "carafe",
      description = "What firmware shows of them (default: carafe).")
  String name = "";

  @Option(
      names = "--days",
      converter = Days.class,
      paramLabel = "N",
      defaultValue = "3650",
      description = "How long they are valid; firmware does not look at it (default: 3650).")
  Duration length = Duration.ZERO;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    KeyFolder keys = new KeyFolder(folder);
    keys.make(name, length, Instant.now());
    KnownKeys.of(keys).writeText(spec.commandLine().getOut());
    return 0;
  }
}
