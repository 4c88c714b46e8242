package dev.carafe.image.java;

import dev.carafe.image.component.Component.JavaProgram;
import dev.carafe.image.content.Content;
import dev.carafe.image.content.ContentCache;
import dev.carafe.image.content.Sha256;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.image.tree.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A Java program with the run-time that `jlink` cuts for it and the class-data archive that makes
/// it start quickly. Both are made by Debian's JDK from the tools tree, by the very virtual machine
/// that runs on the node.
///
/// The archive is a static one, so it is the same bytes each time. Source: `java(1)`, "Class Data
/// Sharing".
public final class JavaRuntime {
  /// Part of the name of everything that is made here: another way to make it is another thing.
  private static final String RECIPE = "3";

  private static final List<String> UNUSED =
      List.of(
          "bin/keytool",
          "lib/jrt-fs.jar",
          "lib/libjsig.so",
          "lib/classlist",
          "lib/jexec",
          "release");
  private static final String CLASS_LIST = "META-INF/carafe/agent.classlist";

  private final ToolsTree tools;
  private final ContentCache cache;
  private final JavaProgram program;
  private final List<Path> jars;
  private final Instant time;

  /// @param tools with Debian's JDK
  /// @param jars of the program, in the order of its class path
  /// @param time of the jars' files on the node: the archive remembers it
  public JavaRuntime(
      ToolsTree tools, ContentCache cache, JavaProgram program, List<Path> jars, Instant time) {
    this.tools = tools;
    this.cache = cache;
    this.program = program;
    this.jars = jars.stream().sorted().toList();
    this.time = time;
  }

  /// Adds the run-time, the program, its archive and the file of options that starts it.
  public void addTo(FileTree tree, String owner) {
    Path runtime = runtime();
    addFolder(tree, runtime, program.runtime(), owner);
    for (Path jar : jars) {
      tree.file(program.install() + "/" + jar.getFileName(), Content.of(jar), false, owner);
    }
    tree.file(program.install() + "/agent.jsa", Content.of(archive(runtime)), false, owner);
    tree.text(
        program.install() + "/java.options",
        String.join("\n", options("/" + program.install())) + "\n" + program.main() + "\n",
        owner);
  }

  /// What the virtual machine is started with, before the program's name.
  private List<String> options(String folder) {
    List<String> options = new ArrayList<>(program.options());
    options.add("-XX:SharedArchiveFile=" + folder + "/agent.jsa");
    options.add("-Xshare:auto");
    options.add("-cp");
    options.add(classPath(folder));
    return options;
  }

  private String classPath(String folder) {
    return jars.stream()
        .map(jar -> folder + "/" + jar.getFileName())
        .collect(Collectors.joining(":"));
  }

  private Path runtime() {
    String modules = program.modules().stream().sorted().collect(Collectors.joining(","));
    String key = Sha256.of(RECIPE + tools.root() + modules).hex().substring(0, 24);
    return cache
        .derive(
            "java/" + key,
            made -> Files.isRegularFile(made.resolve("complete")),
            fresh -> {
              Path linked = fresh.resolve("jre");
              tools
                  .command(
                      "jlink",
                      "--add-modules",
                      modules,
                      "--strip-java-debug-attributes",
                      "--no-man-pages",
                      "--no-header-files",
                      "--output",
                      linked.toString())
                  .run();
              for (String unused : UNUSED) {
                Files.deleteIfExists(linked.resolve(unused));
              }
              Files.createFile(fresh.resolve("complete"));
            })
        .resolve("jre");
  }

  /// The archive over the classes that the program's own jar lists, made where the jars stand under
  /// the names and with the times that they have on the node.
  private Path archive(Path runtime) {
    String digests = jars.stream().map(jar -> Sha256.of(jar).hex()).collect(Collectors.joining());
    String key =
        Sha256.of(RECIPE + runtime + digests + time + program.options() + program.install())
            .hex()
            .substring(0, 24);
    return cache
        .derive(
            "java/" + key + "-archive",
            made -> Files.isRegularFile(made.resolve("agent.jsa")),
            fresh -> dump(runtime, fresh))
        .resolve("agent.jsa");
  }

  private void dump(Path runtime, Path fresh) throws IOException {
    Files.createDirectories(fresh);
    for (Path jar : jars) {
      Path copy = fresh.resolve(jar.getFileName());
      Files.copy(jar, copy);
      Files.setLastModifiedTime(copy, FileTime.from(time));
    }
    Path list = fresh.resolve("classlist");
    Files.write(list, classList());
    List<String> words = new ArrayList<>(program.options());
    words.add("-Xshare:dump");
    words.add("-XX:SharedClassListFile=" + list);
    words.add("-XX:SharedArchiveFile=" + fresh.resolve("agent.jsa"));
    words.add("-cp");
    words.add(classPath(fresh.toString()));
    tools.commandAt(runtime.resolve("bin/java")).with(words).run();
  }

  private List<String> classList() throws IOException {
    for (Path jar : jars) {
      try (var files = java.nio.file.FileSystems.newFileSystem(jar)) {
        Path list = files.getPath(CLASS_LIST);
        if (Files.exists(list)) {
          return Files.readAllLines(list);
        }
      }
    }
    return List.of();
  }

  private static void addFolder(FileTree tree, Path folder, String place, String owner) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = folder.relativize(file).toString();
        if (Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS)
            && !name.startsWith("legal/")) {
          boolean executable = name.startsWith("bin/") || name.equals("lib/jspawnhelper");
          tree.file(place + "/" + name, Content.of(file), executable, owner);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + folder + ": " + e.getMessage(), e);
    }
  }
}
