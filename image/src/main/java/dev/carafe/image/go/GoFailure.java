package dev.carafe.image.go;

import dev.carafe.image.ImageException;
import dev.carafe.image.content.CacheException;
import dev.carafe.image.content.Network;
import dev.carafe.image.content.OfflineException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What it means that Go gave up, by its own words: it has one status for all.
///
/// Source: `cmd/go/internal/modfetch`, `modload` and `toolchain` in Go's own repository.
final class GoFailure {
  private static final int SHOWN = 20;

  private static final Pattern NEWS = Pattern.compile("go: (downloading|extracting|finding) .*");
  private static final String LECTURE = "SECURITY ERROR";

  private static final String FULL = "no space left on device";
  private static final Pattern ALTERED = Pattern.compile("checksum mismatch|SECURITY ERROR");
  private static final Pattern FORBIDDEN =
      Pattern.compile("disabled by GOPROXY=off|toolchain not available");
  private static final Pattern UNREACHABLE =
      Pattern.compile(
          "dial (tcp|udp)|no such host|i/o timeout|TLS handshake timeout|Client\\.Timeout"
              + "|tls: |x509: |connection reset|\": (unexpected )?EOF|reading http\\S+: 5\\d\\d ");

  private static final List<Advice> ADVICE =
      List.of(
          new Advice(
              "missing go\\.sum entry|updates to go\\.mod needed|no required module provides"
                  + "|cannot find module providing",
              "go.mod and go.sum do not say where a package comes from",
              "look whether it is the right one, import it in go/tools.go, and run 'go mod tidy' in"
                  + " go/"),
          new Advice(
              "module .* found .*, but does not contain package|is not in std",
              "a package is not there",
              "write one that its module has in [go.programs]"),
          new Advice(
              "no main packages to build",
              "one of its packages is a library",
              "write one of a program, 'package main', in [go.programs]"),
          new Advice(
              "build constraints exclude all Go files",
              "a package has no file for Linux with these tags",
              "write other 'tags' in [go]"),
          new Advice(
              "requires go >= ",
              "a module needs a newer Go",
              "write its version behind 'toolchain' in go/go.mod"),
          new Advice(
              "golang\\.org/toolchain@|go: download go1|invalid toolchain",
              "its toolchain is not to be had",
              "write another behind 'toolchain' in go/go.mod: see https://go.dev/dl/"),
          new Advice(
              "reading http.*: 4\\d\\d |unknown revision|invalid version",
              "a module is not to be had in that version",
              "write one that there is in go/go.mod, and run 'go mod tidy' in go/"),
          new Advice(
              "(?m)^\\S+\\.go:\\d+:\\d+: ",
              "it does not compile",
              "write versions in go/go.mod that go together, or other tags"));

  private static final Advice OTHERWISE = new Advice("", "Go gave up", "it said why");

  private GoFailure() {}

  /// @param component whose programs were built
  /// @param folder where Go works
  /// @param said what Go wrote
  static ImageException of(String component, Path folder, Network network, String said) {
    if (said.contains(FULL)) {
      return new CacheException(
          "build component '" + component + "' in", folder, new IOException(FULL));
    }
    if (ALTERED.matcher(said).find()) {
      return new AlteredModuleException(component, relevant(said));
    }
    if (network == Network.OFFLINE && FORBIDDEN.matcher(said).find()) {
      return new OfflineException(List.of("a Go module of component '" + component + "'"));
    }
    if (FORBIDDEN.matcher(said).find() || UNREACHABLE.matcher(said).find()) {
      return new UnreachableModuleException(component, relevant(said));
    }
    Advice advice = ADVICE.stream().filter(known -> known.fits(said)).findFirst().orElse(OTHERWISE);
    return new BadModuleException(component, advice.found(), advice.instead(), relevant(said));
  }

  /// Without news of what is fetched, and without what Go says to everybody. The first lines: what
  /// follows from a mistake stands behind it.
  private static String relevant(String said) {
    return said.lines()
        .takeWhile(line -> !line.equals(LECTURE))
        .filter(line -> !line.isBlank() && !NEWS.matcher(line).matches())
        .limit(SHOWN)
        .map(line -> "  " + line.replace("\t", "  ").stripTrailing())
        .collect(Collectors.joining("\n"));
  }

  private record Advice(Pattern sign, String found, String instead) {
    Advice(String sign, String found, String instead) {
      this(Pattern.compile(sign), found, instead);
    }

    boolean fits(String said) {
      return sign.matcher(said).find();
    }
  }
}
