package dev.carafe.cli.node;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.answer.Columns;
import dev.carafe.cli.answer.Printable;
import dev.carafe.cli.answer.Told;
import dev.carafe.settings.json.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `carafe node boot`.
@Command(
    name = "boot",
    description =
        "Shows whether the node's boot is a good one, why, and what else could be started.",
    footerHeading = "%nExamples:%n",
    footer = {"  carafe node boot", "  carafe node boot --json"})
final class BootCommand extends NodeCall {
  private static final int MILLIS = 1000;

  @Mixin AnswerOptions answers = new AnswerOptions();

  @Override
  void run(NodeClient node) {
    Json.Struct boot = node.get("/v1/boot").struct();
    answers.give(new Told(boot, out -> write(boot, out)), out());
  }

  private static void write(Json.Struct boot, PrintWriter out) {
    boolean onTrial = Cells.isTrue(boot, "on_trial");
    out.println(Cells.text(boot, "state") + (onTrial ? ", on trial" : ""));
    out.println();
    gates(boot.objects("gates"), out);
    List<Json.Struct> entries = boot.objects("entries");
    if (!entries.isEmpty()) {
      out.println();
      entries(entries, out);
    }
    if (boot.member("failed_trial").orElse(new Json.Null()) instanceof Json.Struct trial) {
      out.println();
      failed(trial, out);
    }
  }

  private static void gates(List<Json.Struct> gates, PrintWriter out) {
    if (gates.isEmpty()) {
      out.println("Nobody has looked at the gates yet.");
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    for (Json.Struct gate : gates) {
      rows.add(
          List.of(
              Cells.text(gate, "name"),
              Cells.text(gate, "state"),
              seconds(Cells.number(gate, "since_ms")),
              Cells.text(gate, "asks"),
              Cells.text(gate, "reason")));
    }
    Columns.write(List.of("gate", "state", "since", "asks whether", "but"), rows, out);
    gates.forEach(gate -> log(gate, out));
  }

  /// Since the kernel's start.
  private static String seconds(String millis) {
    return millis.isEmpty()
        ? ""
        : String.format(Locale.ROOT, "+%.1f s", Double.parseDouble(millis) / MILLIS);
  }

  private static void log(Json.Struct gate, PrintWriter out) {
    if (gate.member("log").orElse(new Json.Null()) instanceof Json.Array(List<Json> lines)) {
      for (Json line : lines) {
        if (line instanceof Json.Text(String text)) {
          out.println("  " + Cells.text(gate, "name") + ": " + Printable.of(text));
        }
      }
    }
  }

  private static void entries(List<Json.Struct> entries, PrintWriter out) {
    List<List<String>> rows = new ArrayList<>();
    for (Json.Struct entry : entries) {
      String left = Cells.number(entry, "tries_left");
      rows.add(
          List.of(
              Cells.text(entry, "file"),
              left.isEmpty() ? "" : left + " left, " + Cells.number(entry, "tries_done") + " done",
              Cells.isTrue(entry, "booted") ? "yes" : "no"));
    }
    Columns.write(List.of("entry", "tries", "booted"), rows, out);
  }

  private static void failed(Json.Struct trial, PrintWriter out) {
    out.println(Cells.text(trial, "entry") + " was given up at " + Cells.text(trial, "time") + ":");
    for (Json.Struct gate : trial.objects("gates")) {
      out.println("  " + Cells.text(gate, "name") + ": " + Cells.text(gate, "reason"));
      log(gate, out);
    }
  }
}
