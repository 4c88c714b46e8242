package dev.carafe.cli.tuf;

import dev.carafe.settings.generation.FileDirectory;
import dev.carafe.trust.tuf.Pace;
import dev.carafe.trust.tuf.Source;
import dev.carafe.trust.tuf.Target;
import dev.carafe.trust.tuf.TufClient;
import dev.carafe.trust.tuf.TufException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe tuf client`, by the protocol that tests of such clients speak.
///
/// Source: [tuf-conformance, "CLIENT-CLI"](https://github.com/theupdateframework/tuf-conformance).
@Command(
    name = "client",
    description =
        "Trusts a repository, learns what it has, and downloads its targets. Ends with 0 or 1.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe tuf client --metadata-dir trusted init root.json",
      "  carafe tuf client --metadata-dir trusted --metadata-url https://example.com/metadata"
          + " refresh",
      "  carafe tuf client --metadata-dir trusted --metadata-url https://example.com/metadata"
          + " --target-base-url https://example.com/targets --target-name a.raw --target-dir ."
          + " download"
    })
final class TufClientCommand implements Runnable {
  @Option(
      names = "--metadata-dir",
      paramLabel = "DIR",
      required = true,
      description = "What is trusted.")
  Path metadata = Path.of("");

  @Option(names = "--metadata-url", paramLabel = "URL", description = "Where metadata comes from.")
  @Nullable URI metadataUrl;

  @Option(names = "--target-name", paramLabel = "NAME", description = "Which target.")
  @Nullable String target;

  @Option(names = "--target-base-url", paramLabel = "URL", description = "Where targets come from.")
  @Nullable URI targetUrl;

  @Option(names = "--target-dir", paramLabel = "DIR", description = "Where the target goes.")
  @Nullable Path targetFolder;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(name = "init", description = "Trusts a root from now on.")
  int init(@Parameters(paramLabel = "ROOT", description = "A root.json.") Path root) {
    return ended(() -> TufClient.begin(FileDirectory.open(metadata), Files.readAllBytes(root)));
  }

  @Command(name = "refresh", description = "Learns what the repository has now.")
  int refresh() {
    return ended(() -> client().refresh());
  }

  @Command(name = "download", description = "Downloads a target.")
  int download() {
    return ended(() -> {
      TufClient client = client();
      client.refresh();
      fetch(
          client,
          client.find(demanded(target, "--target-name")),
          demanded(targetFolder, "--target-dir"));
    });
  }

  /// The file has its name once it is whole.
  private void fetch(TufClient client, Target found, Path folder) throws IOException {
    String name = URLEncoder.encode(found.path(), StandardCharsets.UTF_8);
    Path begun = Files.createDirectories(folder).resolve(name + ".begun");
    try {
      try (OutputStream to = Files.newOutputStream(begun)) {
        client.download(found, source(targetUrl, "--target-base-url"), to);
      }
      Files.move(begun, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(begun);
    }
  }

  private TufClient client() throws IOException {
    return new TufClient(
        FileDirectory.open(metadata),
        source(metadataUrl, "--metadata-url"),
        InstantSource.system());
  }

  private Source source(@Nullable URI url, String name) {
    return HttpSource.at(demanded(url, name), Pace.USUAL);
  }

  private <T> T demanded(@Nullable T option, String name) {
    return Optional.ofNullable(option)
        .orElseThrow(() ->
            new ParameterException(spec.commandLine(), "Missing required option: '" + name + "'"));
  }

  private interface Work {
    void run() throws IOException;
  }

  private int ended(Work work) {
    try {
      work.run();
      return 0;
    } catch (TufException | IOException e) {
      spec.commandLine().getErr().println("carafe: " + e.getMessage());
      return 1;
    }
  }
}
