package dev.carafe.lab;

import dev.carafe.image.tools.ToolsTree;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A container registry on this machine's loopback, which guests reach as `10.0.2.2`.
///
/// Source: [CNCF Distribution,
/// "Configuration"](https://distribution.github.io/distribution/about/configuration/), version 2.8.
public final class Registry implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final long GLANCE = 50_000_000L;
  private static final Pattern LISTENING = Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+)");

  private final Process process;
  private final int port;

  private Registry(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// What a registry that is not open to everybody needs.
  ///
  /// @param certificate the server's, in PEM
  /// @param key of the certificate, in PEM
  /// @param users as `htpasswd -B` writes them
  public record Guard(Path certificate, Path key, Path users) {}

  /// Starts Debian's `docker-registry` on a port that the kernel chooses, and waits until it
  /// listens.
  ///
  /// @param work a folder for its images and its log
  /// @throws RegistryException if it ends or does not listen in time
  public static Registry start(ToolsTree tools, Path work) throws IOException {
    return start(tools, work, "registry", configuration(work.resolve("images")));
  }

  /// Starts another one over the same images, which speaks TLS and wants a login.
  ///
  /// @param work the other's folder
  public static Registry startGuarded(ToolsTree tools, Path work, Guard guard) throws IOException {
    return start(tools, work, "guarded", configuration(work.resolve("images"), guard));
  }

  private static Registry start(ToolsTree tools, Path work, String name, String configuration)
      throws IOException {
    Path log = Files.createDirectories(work).resolve(name + ".log");
    Path file = Files.writeString(work.resolve(name + ".yml"), configuration);
    Redirect output = Redirect.to(log.toFile());
    Process process =
        tools
            .command("docker-registry", "serve", file.toString())
            .start(Redirect.from(Path.of("/dev/null").toFile()), output, output);
    long end = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      boolean alive = process.isAlive();
      OptionalInt port = port(Files.readString(log));
      if (port.isPresent()) {
        return new Registry(process, port.getAsInt());
      }
      if (!alive || System.nanoTime() > end) {
        process.destroyForcibly();
        throw new RegistryException(Files.readString(log));
      }
      LockSupport.parkNanos(GLANCE);
    }
  }

  /// In YAML, of which strings in JSON's quotes are a part.
  static String configuration(Path images) {
    return configuration(images, "");
  }

  static String configuration(Path images, Guard guard) {
    String tls =
        ", tls: {certificate: %s, key: %s}"
            .formatted(quoted(guard.certificate()), quoted(guard.key()));
    return configuration(images, tls)
        + "auth: {htpasswd: {realm: lab, path: %s}}\n".formatted(quoted(guard.users()));
  }

  private static String configuration(Path images, String tls) {
    return """
    version: 0.1
    log: {level: info, accesslog: {disabled: true}}
    storage: {filesystem: {rootdirectory: %s}}
    http: {addr: "127.0.0.1:0"%s}
    """
        .formatted(quoted(images), tls);
  }

  private static String quoted(Path path) {
    String escaped = path.toAbsolutePath().toString().replace("\\", "\\\\").replace("\"", "\\\"");
    return "\"" + escaped + "\"";
  }

  /// The port that it says it listens on.
  static OptionalInt port(String log) {
    Matcher matcher = LISTENING.matcher(log);
    return matcher.find()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  /// Its port on the loopback.
  public int port() {
    return port;
  }

  /// Its server and port as names of images have them on a guest.
  public String guestName() {
    return "10.0.2.2:" + port;
  }

  /// Its address as a guest sees it, where it is open.
  public String guestAddress() {
    return "http://" + guestName();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  /// The registry does not start.
  static final class RegistryException extends LabException {
    private static final long serialVersionUID = 1L;

    RegistryException(String log) {
      super("could not start the registry: " + log.strip());
    }
  }
}
