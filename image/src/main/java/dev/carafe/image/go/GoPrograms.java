package dev.carafe.image.go;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.component.Component.GoSource;
import dev.carafe.image.content.Content;
import dev.carafe.image.content.ContentCache;
import dev.carafe.image.process.Outcome;
import dev.carafe.image.progress.Progress;
import dev.carafe.image.tree.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The programs that a component builds of Go modules: static, without paths of the machine that
/// built them, and so the same bytes of the same `go.mod`, `go.sum` and [GoSource].
///
/// @param folder in the cache, with a file `NUMBER` for each program in the order of their places,
///   the `module` that they were built in, and what Go says of their `modules`
public record GoPrograms(GoSource source, Path folder) {
  /// Part of the name of all that is built: another way to build gives another.
  private static final String RECIPE = "1";

  private static final String MODULE = "module";
  private static final String MODULES = "modules";
  private static final List<String> MODULE_FILES = List.of("go.mod", "go.sum");

  /// Builds them, unless the cache has them.
  ///
  /// @param component whose they are
  /// @throws AlteredModuleException where a module is not the one of its checksum
  /// @throws UnreachableModuleException where one cannot be fetched
  /// @throws BadModuleException where Go cannot build a program
  public static GoPrograms make(
      Go go, ContentCache cache, String component, GoSource source, Progress progress) {
    String key = key(source, go.identity(source.toolchain()));
    Path folder =
        cache.deriveTree(
            "programs/" + key,
            made -> {
              try (Progress.Task task =
                  progress.begin(
                      "building " + component, source.programs().size(), Progress.Unit.ITEMS)) {
                new Build(go, component, source, made).programs(task);
              }
            });
    return new GoPrograms(source, folder);
  }

  /// A digest of all that decides what is built.
  ///
  /// @param toolchain that builds it
  static String key(GoSource source, String toolchain) {
    Stream<String> files = MODULE_FILES.stream().map(name -> digest(source, name));
    return Sha256.of(
            Stream.of(
                    Stream.of(RECIPE, toolchain),
                    files,
                    lines(source.programs()).map(program -> "program " + program),
                    source.tags().stream().map(tag -> "tag " + tag),
                    lines(source.variables()).map(variable -> "variable " + variable))
                .flatMap(part -> part)
                .collect(Collectors.joining("\n")))
        .hex();
  }

  private static String digest(GoSource source, String name) {
    return Sha256.of(source.module().resolve(name)).hex();
  }

  private static Stream<String> lines(Map<String, String> map) {
    return new TreeMap<>(map)
        .entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue());
  }

  /// Adds them to an image, each at its place.
  public void addTo(FileTree tree, String owner) {
    int number = 0;
    for (String place : new TreeMap<>(source.programs()).keySet()) {
      tree.file(place, Content.of(folder.resolve(String.valueOf(number++))), true, owner);
    }
  }

  /// Whose code is in them.
  public NavigableSet<GoModule> modules() {
    try {
      return GoModule.of(Files.readString(folder.resolve(MODULES)));
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + folder + ": " + e.getMessage(), e);
    }
  }

  /// A build under way, in an empty folder.
  private record Build(Go go, String component, GoSource source, Path folder) {

    /// In a copy of the module, beside which Go finds nothing.
    void programs(Progress.Task task) throws IOException {
      Path module = Files.createDirectory(folder.resolve(MODULE));
      for (String name : MODULE_FILES) {
        Files.copy(source.module().resolve(name), module.resolve(name));
      }
      int number = 0;
      for (String program : new TreeMap<>(source.programs()).values()) {
        build(module, program, folder.resolve(String.valueOf(number++)));
        task.advance(1);
      }
      Files.writeString(folder.resolve(MODULES), modules(number));
      go.unlockToolchains();
    }

    /// Into a folder of its own: only there does Go refuse to take a library for a program.
    private void build(Path module, String program, Path target) throws IOException {
      Path made = Files.createDirectory(folder.resolve("made"));
      run(
          module,
          List.of(
              "build",
              "-mod=readonly",
              "-buildvcs=false",
              "-trimpath",
              "-tags=" + String.join(",", source.tags()),
              "-ldflags=" + linkerFlags(source),
              "-o",
              made + "/",
              program));
      try (Stream<Path> programs = Files.list(made)) {
        Files.move(programs.findFirst().orElseThrow(), target);
      }
      Files.delete(made);
    }

    private String modules(int programs) {
      Stream<String> numbers = IntStream.range(0, programs).mapToObj(String::valueOf);
      return run(folder, Stream.concat(Stream.of("version", "-m"), numbers).toList()).text();
    }

    private Outcome run(Path place, List<String> arguments) {
      Outcome outcome = go.run(source.toolchain(), place, arguments);
      if (outcome.status() != 0) {
        throw GoFailure.of(component, go.folder(), go.network(), outcome.errors());
      }
      return outcome;
    }
  }

  /// Without symbols and debugging information, as programs of packages are.
  static String linkerFlags(GoSource source) {
    List<String> flags = new ArrayList<>(List.of("-s", "-w", "-buildid="));
    lines(source.variables()).forEach(variable -> flags.add(quoted("-X=" + variable)));
    return String.join(" ", flags);
  }

  /// As Go takes the list apart again. It knows either quote, and nothing that takes its meaning
  /// away.
  ///
  /// Source: `cmd/internal/quoted`.
  private static String quoted(String flag) {
    String quote = flag.indexOf('\'') < 0 ? "'" : "\"";
    return quote + flag + quote;
  }
}
