package dev.carafe.cli.node;

import dev.carafe.cli.file.PrivateFiles;
import dev.carafe.settings.PlacedDocument;
import dev.carafe.settings.Problem;
import dev.carafe.settings.TomlDocument;
import dev.carafe.settings.json.Json;
import dev.carafe.trust.certificate.Pem;
import dev.carafe.trust.certificate.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How the node that `carafe run` starts is used by `carafe node`: an authority and an admin's
/// certificate, made once, that every such node trusts.
///
/// @param name of the context
public record RunContext(String name, Path folder) {
  /// Where the node listens.
  public static final int PORT = 7443;

  private static final Pattern SHOWN =
      Pattern.compile("port " + PORT + " by TLS, certificate ((?:[0-9A-F]{2}:){31}[0-9A-F]{2})");
  private static final Duration LIFE = Duration.ofDays(365);
  private static final Duration AUTHORITYS_LIFE = LIFE.multipliedBy(10);
  private static final Duration SPARE = Duration.ofDays(1);

  /// The firmware of a machine in QEMU hands on no more.
  private static final int MOST_BYTES = 47_000;

  private static final String ADMIN = "admin";

  /// The context of a variant, in the usual folder.
  ///
  /// @param variant its name or its file
  public static RunContext of(String variant) {
    String file = Path.of(variant).getFileName().toString();
    String name = file.endsWith(".toml") ? file.substring(0, file.length() - 5) : file;
    return new RunContext("run-" + name, ContextsFile.usualFolder(System.getenv()));
  }

  private AuthorityFolder authority() {
    return new AuthorityFolder(folder.resolve("run"));
  }

  private Path certificate() {
    return authority().folder().resolve(ADMIN + ".pem");
  }

  private Path key() {
    return authority().folder().resolve(ADMIN + ".key");
  }

  /// User data with the API over the network in it, for whom the authority certifies. What has
  /// `settings.api` of its own, is no TOML, or would grow too large stays as it is.
  public String amended(String userData, Instant now) {
    if (has(userData, "settings.api") || !isToml(userData)) {
      return userData;
    }
    String more = userData + remote(now);
    boolean fits = more.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    return fits && isToml(more) ? more : userData;
  }

  private static boolean isToml(String text) {
    List<Problem> problems = new ArrayList<>();
    PlacedDocument document = TomlDocument.parse("user data", text, problems);
    return problems.isEmpty()
        && document.value().member("settings").orElse(Json.object().build()) instanceof Json.Struct;
  }

  private static boolean has(String text, String path) {
    return TomlDocument.parse("user data", text, new ArrayList<>()).has(path);
  }

  private String remote(Instant now) {
    String pem = prepare(now);
    String base64 = Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
    return "\n\n[settings.api.remote]\nenabled = true\nport = %d\nclient-authorities = \"%s\"\n"
        .formatted(PORT, base64);
  }

  /// Makes what is not there, or ends soon, and gives the authority's certificate.
  private String prepare(Instant now) {
    AuthorityFolder authority = authority();
    if (!Files.exists(authority.certificate())) {
      authority.create("carafe run", AUTHORITYS_LIFE, now);
    }
    if (!Files.exists(certificate()) || endsSoon(now)) {
      forgetAdmin();
      authority.issue(ADMIN, Role.ADMIN, authority.folder(), LIFE, now);
    }
    return PrivateFiles.read(authority.certificate());
  }

  private boolean endsSoon(Instant now) {
    Instant end = Pem.certificate(PrivateFiles.read(certificate())).getNotAfter().toInstant();
    return end.isBefore(now.plus(SPARE));
  }

  private void forgetAdmin() {
    try {
      Files.deleteIfExists(certificate());
      Files.deleteIfExists(key());
    } catch (IOException e) {
      throw new UncheckedIOException("could not renew " + certificate() + ": " + e.getMessage(), e);
    }
  }

  /// The fingerprint that a node shows on its console, once it does.
  public static Optional<String> fingerprint(String console) {
    Matcher matcher = SHOWN.matcher(console);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /// Makes the node the current one.
  ///
  /// @param port of this machine's loopback that leads to it
  public void establish(int port, String fingerprint) {
    ContextsFile file = new ContextsFile(folder);
    Context context =
        new Context(
            new NodeAddress("127.0.0.1", port),
            new KnownBy.Fingerprint(fingerprint),
            certificate(),
            key());
    file.write(file.read().with(name, context).using(name));
  }
}
