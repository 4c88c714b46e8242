package dev.carafe.image.go;

import dev.carafe.image.content.CacheException;
import dev.carafe.image.content.ContentCache;
import dev.carafe.image.content.Network;
import dev.carafe.image.process.Command;
import dev.carafe.image.process.Outcome;
import dev.carafe.image.tools.ToolsTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Go, as it is called to build: Debian's begins, and hands over to the toolchain that it is told,
/// which comes as a module itself and is checked against Go's checksum database.
///
/// Source: [Go Toolchains](https://go.dev/doc/toolchain), [Go Modules Reference, "Environment
/// variables"](https://go.dev/ref/mod#environment-variables).
///
/// @param tools with [#PACKAGE]
/// @param folder for the modules and the compiled packages that all builds share
/// @param environment of whoever builds: where modules come from
public record Go(ToolsTree tools, Path folder, Network network, Map<String, String> environment) {
  /// Debian's package with a Go.
  public static final String PACKAGE = "golang-go";

  /// Where that package has it.
  private static final String ROOT = "usr/lib/go";

  /// What says where modules come from and who vouches for them. None of it changes what is built:
  /// `go.sum` has the digest of every module.
  private static final List<String> TAKEN_OVER =
      List.of(
          "GOPROXY",
          "GOSUMDB",
          "GONOSUMDB",
          "GOPRIVATE",
          "GONOPROXY",
          "HTTP_PROXY",
          "HTTPS_PROXY",
          "NO_PROXY",
          "http_proxy",
          "https_proxy",
          "no_proxy",
          "SSL_CERT_FILE",
          "SSL_CERT_DIR");

  /// Go's own. Debian's has a file with others, which may not be there.
  private static final Map<String, String> DEFAULTS =
      Map.of("GOPROXY", "https://proxy.golang.org,direct", "GOSUMDB", "sum.golang.org");

  private static final Set<PosixFilePermission> OPEN = PosixFilePermissions.fromString("rwxr-xr-x");

  public Go {
    environment = Map.copyOf(environment);
  }

  /// With all that it fetches and compiles in a folder of the cache.
  public static Go of(
      ToolsTree tools, ContentCache cache, Network network, Map<String, String> environment) {
    return new Go(tools, cache.root().resolve("go"), network, environment);
  }

  /// Runs a command of Go's, however it ends.
  ///
  /// @param toolchain its version, as in `go1.27.3`
  /// @param place where it runs
  Outcome run(String toolchain, Path place, List<String> arguments) {
    Command command =
        tools
            .command("go")
            .with(arguments)
            .in(place)
            // Debian's does not find its files by its own path. It sets another for the other.
            .withEnvironment("GOROOT", tools.file(ROOT).toString())
            .withEnvironment("GOTOOLCHAIN", toolchain)
            .withEnvironment("GOENV", "off")
            .withEnvironment("GOWORK", "off")
            .withEnvironment("GOFLAGS", "-modcacherw")
            .withEnvironment("GOPATH", folder.toString())
            .withEnvironment("GOMODCACHE", folder.resolve("modules").toString())
            .withEnvironment("GOCACHE", folder.resolve("packages").toString())
            .withEnvironment("CGO_ENABLED", "0")
            .withEnvironment("GOOS", "linux")
            .withEnvironment("GOARCH", "amd64")
            .withEnvironment("GOAMD64", "v1");
    for (Map.Entry<String, String> source : sources().entrySet()) {
      command = command.withEnvironment(source.getKey(), source.getValue());
    }
    return command.outcome(Command.Input.NOTHING);
  }

  /// Where modules come from, as variables.
  Map<String, String> sources() {
    Map<String, String> sources = new TreeMap<>(DEFAULTS);
    for (String name : TAKEN_OVER) {
      String value = environment.get(name);
      if (value != null) {
        sources.put(name, value);
      }
    }
    if (network == Network.OFFLINE) {
      sources.put("GOPROXY", "off");
    }
    return sources;
  }

  /// Lets whoever deletes the cache delete toolchains, too: Go takes the right to write from their
  /// folders, whatever it is told of modules.
  void unlockToolchains() throws IOException {
    Path modules = folder.resolve("modules/golang.org");
    if (!Files.isDirectory(modules)) {
      return;
    }
    List<Path> toolchains;
    try (Stream<Path> all = Files.list(modules)) {
      toolchains = all.filter(Go::isLockedToolchain).toList();
    }
    for (Path toolchain : toolchains) {
      List<Path> folders;
      try (Stream<Path> all = Files.walk(toolchain)) {
        folders = all.filter(Files::isDirectory).toList();
      }
      // Its own folder last: it says that the others are done.
      for (Path inner : folders.reversed()) {
        Files.setPosixFilePermissions(inner, OPEN);
      }
    }
  }

  private static boolean isLockedToolchain(Path folder) {
    try {
      return String.valueOf(folder.getFileName()).startsWith("toolchain@")
          && !Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OWNER_WRITE);
    } catch (IOException e) {
      throw new CacheException("read", folder, e);
    }
  }

  /// What has to be the same for the same bytes. A toolchain that is fetched is known by its
  /// version; Debian's of the same version has Debian's patches.
  String identity(String toolchain) {
    String own = run("local", tools.root(), List.of("env", "GOVERSION")).text().strip();
    return own.equals(toolchain) ? toolchain + " of " + tools.root() : toolchain;
  }
}
