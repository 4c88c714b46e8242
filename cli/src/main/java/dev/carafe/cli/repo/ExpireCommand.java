package dev.carafe.cli.repo;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.answer.Columns;
import dev.carafe.cli.answer.Told;
import dev.carafe.settings.json.Json;
import dev.carafe.trust.tuf.Editor;
import dev.carafe.trust.tuf.RoleName;
import dev.carafe.trust.tuf.Standing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe repo expire`.
@Command(
    name = "expire",
    description = {
      "Shows what runs out, and when: from then on no client trusts the repository.",
      "How long things count stands in repository.toml."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe repo expire os",
      "  carafe repo expire os --within 3 || notify-somebody",
      "  carafe repo expire os --renew root && carafe repo sign os && carafe repo publish os"
    })
final class ExpireCommand implements Callable<Integer> {
  private static final List<String> BY_PEOPLE = List.of(RoleName.ROOT, RoleName.TARGETS);

  @Parameters(paramLabel = "DIR", description = "The repository's folder.")
  Path folder = Path.of("");

  @Option(
      names = "--within",
      paramLabel = "DAYS",
      description = "Fail if something runs out within so many days.")
  @Nullable Integer within;

  @Option(
      names = "--renew",
      paramLabel = "ROLE",
      description =
          "Draft root or targets as they are, to run out later. May be given more than once; the"
              + " others are signed anew by publish --refresh.")
  List<String> renewed = new ArrayList<>();

  @Mixin AnswerOptions answers = new AnswerOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Workplace place = Workplace.open(folder);
    Instant now = Instant.now();
    Editor editor = place.editor(now);
    for (String role : renewed) {
      renew(place, editor, role, now);
    }
    List<Standing> standings = editor.standings();
    answers.give(told(standings, now), spec.commandLine().getOut());
    if (within != null) {
      demandLonger(standings, now, within);
    }
    return 0;
  }

  private void renew(Workplace place, Editor editor, String role, Instant now) throws IOException {
    if (!BY_PEOPLE.contains(role)) {
      throw new ParameterException(
          spec.commandLine(),
          "'%s' is none of %s; carafe repo publish --refresh %s signs timestamp and snapshot anew"
              .formatted(role, String.join(", ", BY_PEOPLE), folder));
    }
    Duration term = place.config().term(role);
    place.keep(
        role,
        role.equals(RoleName.ROOT)
            ? place.nextRoot(editor).draft(now, term)
            : place.nextTargets(editor).draft(now, term));
  }

  private static void demandLonger(List<Standing> standings, Instant now, int days) {
    Instant until = now.plus(Duration.ofDays(days));
    List<String> soon =
        standings.stream()
            .filter(each -> each.expires().isBefore(until))
            .map(Standing::role)
            .toList();
    if (!soon.isEmpty()) {
      throw new RunsOutException(soon, days);
    }
  }

  private static Told told(List<Standing> standings, Instant now) {
    List<List<String>> rows = new ArrayList<>();
    for (Standing each : standings) {
      rows.add(
          List.of(
              each.role(),
              String.valueOf(each.version()),
              each.expires().toString(),
              left(Duration.between(now, each.expires()))));
    }
    Json roles = Json.of(standings.stream().map(Shown::json).toList());
    return new Told(
        Json.object().with("roles", roles).build(),
        out -> Columns.write(List.of("role", "version", "expires", "left"), rows, out));
  }

  /// In days, or in hours where it is less than two days.
  private static String left(Duration left) {
    if (left.isNegative()) {
      return "EXPIRED";
    }
    return left.toDays() < 2 ? left.toHours() + " hours" : left.toDays() + " days";
  }
}
