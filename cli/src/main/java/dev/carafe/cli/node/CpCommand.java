package dev.carafe.cli.node;

import static java.lang.ProcessBuilder.Redirect.INHERIT;
import static java.lang.ProcessBuilder.Redirect.PIPE;

import dev.carafe.image.process.Command;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `carafe node cp`.
@CommandLine.Command(
    name = "cp",
    description = {
      "Copies files and folders out of a container, or into a folder of it.",
      "It takes a tar on either side, as kubectl's does."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe node cp web/server:/var/log/access.log .",
      "  carafe node cp web:/srv old-site",
      "  carafe node cp site web:/srv             makes /srv/site"
    })
final class CpCommand implements Callable<Integer> {
  @Mixin NodeOptions nodes = new NodeOptions();

  @Parameters(
      index = "0",
      paramLabel = "FROM",
      description = "TARGET:PATH, where TARGET is POD or POD/CONTAINER; or a path of this machine.")
  String from = "";

  @Parameters(index = "1", paramLabel = "TO", description = "The other of the two.")
  String to = "";

  /// A path in a container.
  private record Place(String target, String path) {

    /// Empty for a path of this machine: what has a slash before its first colon is one.
    static Optional<Place> parse(String text) {
      int colon = text.indexOf(":/");
      return colon <= 0 || text.startsWith("/") || text.startsWith(".")
          ? Optional.empty()
          : Optional.of(new Place(text.substring(0, colon), text.substring(colon + 1)));
    }

    String folder() {
      String trimmed = trimmed();
      int slash = trimmed.lastIndexOf('/');
      return slash <= 0 ? "/" : trimmed.substring(0, slash);
    }

    String name() {
      String trimmed = trimmed();
      return trimmed.equals("/") ? "." : trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }

    private String trimmed() {
      return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<Place> source = Place.parse(from);
    Optional<Place> goal = Place.parse(to);
    if (source.isPresent() == goal.isPresent()) {
      throw new ChoiceException(
          "one of the two must be in a container: write TARGET:/PATH, as in web:/srv");
    }
    try (NodeClient node = nodes.open()) {
      if (source.isPresent()) {
        fetch(node, source.get(), Path.of(to).toAbsolutePath());
      } else {
        send(node, Path.of(from).toAbsolutePath().normalize(), goal.orElseThrow());
      }
    }
    return 0;
  }

  /// Unpacks beside the goal, and moves what has come there.
  private static void fetch(NodeClient node, Place source, Path goal)
      throws IOException, InterruptedException {
    Path parent = Files.isDirectory(goal) ? goal : goal.resolveSibling(".");
    Path work = Files.createTempDirectory(parent, ".carafe-cp-");
    try {
      List<String> remote = List.of("tar", "-C", source.folder(), "-cf", "-", source.name());
      Process tar = local(List.of("-C", work.toString(), "-xf", "-"));
      int code;
      try (OutputStream in = tar.getOutputStream()) {
        code = run(node, source.target(), remote, InputStream.nullInputStream(), in);
      }
      if (tar.waitFor() != 0 || code != 0) {
        throw failed(source.target(), code, tar);
      }
      if (source.name().equals(".")) {
        Files.move(work, goal);
      } else {
        Path end = Files.isDirectory(goal) ? goal.resolve(source.name()) : goal;
        Files.move(work.resolve(source.name()), end, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      delete(work);
    }
  }

  private static void send(NodeClient node, Path source, Place goal)
      throws IOException, InterruptedException {
    if (!Files.exists(source)) {
      throw new ChoiceException("there is no " + source);
    }
    Process tar =
        local(
            List.of(
                "-C",
                source.resolveSibling(".").normalize().toString(),
                "-cf",
                "-",
                source.getFileName().toString()));
    tar.getOutputStream().close();
    List<String> remote = List.of("tar", "-C", goal.path(), "-xf", "-");
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int code = run(node, goal.target(), remote, tar.getInputStream(), said);
    if (tar.waitFor() != 0 || code != 0) {
      String words = said.toString(StandardCharsets.UTF_8).strip();
      throw words.isEmpty() ? failed(goal.target(), code, tar) : new CopyException(words);
    }
  }

  private static int run(
      NodeClient node, String target, List<String> command, InputStream in, OutputStream out) {
    return RemoteProgram.run(
        node, new RemoteProgram.Wanted(target, command, false, Optional::empty), in, out);
  }

  private static Process local(List<String> arguments) {
    return Command.of("tar").with(arguments).start(PIPE, PIPE, INHERIT);
  }

  private static CopyException failed(String target, int code, Process tar) {
    return new CopyException(
        code == 0
            ? "tar ended with " + tar.exitValue() + " here"
            : "tar ended with " + code + " in " + target + (code == 127 ? ": it has none" : ""));
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not delete " + folder + ": " + e.getMessage(), e);
    }
  }

  /// What was to be copied is not there, or not whole.
  static final class CopyException extends NodeException {
    private static final long serialVersionUID = 1L;

    CopyException(String why) {
      super("could not copy: " + why);
    }
  }
}
