package dev.carafe.cli;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.cli.answer.Told;
import dev.carafe.cli.component.BadNameException;
import dev.carafe.cli.component.ComponentWish;
import dev.carafe.cli.component.Skeleton;
import dev.carafe.image.component.BlueprintReader;
import dev.carafe.settings.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe component new`.
@Command(
    name = "new",
    description = {
      "Writes a component to begin with: a service with a setting, from which its configuration is"
          + " rendered, and a health gate.",
      "What is there already is not overwritten."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe component new backup --directory parts",
      "  carafe component new node-exporter --package prometheus-node-exporter",
      "  carafe component new resolver --go coredns=github.com/coredns/coredns"
    })
final class ComponentNewCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME",
      description = "Its name, and that of its service and its group of settings.")
  String name = "";

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "The folder of components that it is written into (default: the current one).")
  Path directory = Path.of(".");

  @Option(
      names = "--package",
      paramLabel = "DEBIAN",
      description = "A package of Debian that it takes programs from. May be given more than once.")
  List<String> packages = new ArrayList<>();

  @Option(
      names = "--go",
      paramLabel = "PROGRAM=PACKAGE",
      description =
          "A program that is built of a package of a Go module. May be given more than once.")
  Map<String, String> programs = new LinkedHashMap<>();

  @Mixin AnswerOptions answers = new AnswerOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Skeleton skeleton = Skeleton.of(wish());
    Path folder = directory.resolve(name).normalize();
    List<Path> written = skeleton.write(folder);
    List<String> next = skeleton.next(folder, directory);
    answers.give(
        new Told(json(folder, written, next), out -> tell(out, written, next)),
        spec.commandLine().getOut());
    return ExitCode.DONE.number();
  }

  private ComponentWish wish() {
    demandNew();
    try {
      return new ComponentWish(name, packages, programs);
    } catch (BadNameException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /// One of the name of another would take its place, and two cannot have one group of settings.
  private void demandNew() {
    BlueprintReader reader = new BlueprintOptions().reader(Main.home());
    if (reader.components().contains(name)) {
      throw wrong("there is a component '%s' in this tree: choose another name".formatted(name));
    }
    if (reader.read("plain").settings().root().members().containsKey(name)) {
      throw wrong("there are settings.%s already: choose another name".formatted(name));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private static Json json(Path folder, List<Path> written, List<String> next) {
    return Json.object()
        .with("folder", folder.toString())
        .with("files", list(written.stream().map(Path::toString).toList()))
        .with("next", list(next))
        .build();
  }

  private static Json list(List<String> texts) {
    return new Json.Array(texts.stream().map(Json::of).toList());
  }

  private static void tell(PrintWriter out, List<Path> written, List<String> next) {
    written.forEach(file -> out.println("wrote " + file));
    out.println("\nNext:");
    next.forEach(step -> out.println("- " + step));
  }
}
