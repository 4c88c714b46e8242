package dev.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.cli.file.WorkFolder;
import dev.carafe.cli.soak.OfferedUpdate;
import dev.carafe.image.BuiltImage;
import dev.carafe.image.inspect.KernelFile;
import dev.carafe.image.progress.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Two systems and a repository that offers them, made as a person makes them: once for all tests
/// of a process, as packing takes a minute.
///
/// @param os the repository's folder
/// @param before 0.1.0
/// @param after 0.2.0
record TestReleases(Path os, BuiltImage before, BuiltImage after) {
  /// Where the systems believe the repository to be.
  static final String URL = "https://updates.example.com/os";

  /// Which of the processes that run tests at a time this is.
  private static final String FORK = System.getProperty("surefire.forkNumber", "1");

  private static Optional<TestReleases> made = Optional.empty();

  static synchronized TestReleases open() throws IOException {
    if (made.isEmpty()) {
      made = Optional.of(make(Path.of("target", "releases-" + FORK)));
    }
    return made.get();
  }

  private static TestReleases make(Path folder) throws IOException {
    if (Files.exists(folder)) {
      new WorkFolder(folder).close();
    }
    Path os = folder.resolve("os");
    run("repo", "init", os.toString());
    run("repo", "publish", os.toString());
    BuiltImage before = build(os, folder, "0.1.0");
    BuiltImage after = build(os, folder, "0.2.0");
    for (BuiltImage image : List.of(before, after)) {
      run("release", "create", os.toString(), image.manifest().toString(), "--waves", "none");
    }
    return new TestReleases(os, before, after);
  }

  private static BuiltImage build(Path os, Path folder, String version) {
    BuildOptions options = new BuildOptions();
    options.output = folder.resolve(version);
    options.version = version;
    options.updates.root = os.resolve("public/metadata/1.root.json");
    options.updates.url = URI.create(URL);
    return new Workshop(Path.of(".."), options, Progress.SILENT).build("plain");
  }

  /// The same for a node that is to become the newer one.
  OfferedUpdate offered() throws IOException {
    return new OfferedUpdate(
        before.disk(),
        KernelFile.of(before.kernel()).demandRootHash(),
        "0.1.0",
        "0.2.0",
        os.resolve("public"));
  }

  /// What a command answers that does what it should.
  static String run(String... words) {
    StringWriter output = new StringWriter();
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(output, true))
            .setErr(new PrintWriter(output, true))
            .execute(words);
    assertThat(code).as(output.toString()).isZero();
    return output.toString();
  }
}
