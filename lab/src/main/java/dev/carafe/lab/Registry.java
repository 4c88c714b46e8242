package dev.carafe.lab;

import dev.carafe.image.tools.ToolsTree;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// A container registry on this machine's loopback, which guests reach as `10.0.2.2`.
public final class Registry implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final long GLANCE = 50_000_000L;

  private final Process process;
  private final int port;

  private Registry(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// Starts Debian's `docker-registry` on a free port and waits until it answers.
  ///
  /// @param work a folder for its images and its log
  public static Registry start(ToolsTree tools, Path work) throws IOException {
    int port = Ports.free();
    Path images = Files.createDirectories(work.resolve("images"));
    Path configuration = work.resolve("config.yml");
    Files.writeString(
        configuration,
        """
        version: 0.1
        log: {level: warn}
        storage: {filesystem: {rootdirectory: %s}}
        http: {addr: "127.0.0.1:%d"}
        """
            .formatted(images, port));
    Redirect log = Redirect.to(work.resolve("registry.log").toFile());
    Process process =
        tools
            .command("docker-registry", "serve", configuration.toString())
            .start(Redirect.from(Path.of("/dev/null").toFile()), log, log);
    Registry registry = new Registry(process, port);
    long end = System.nanoTime() + LIMIT.toNanos();
    while (Pages.get(port, "/v2/").isEmpty()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        registry.close();
        throw new RegistryException(Files.readString(work.resolve("registry.log")));
      }
      LockSupport.parkNanos(GLANCE);
    }
    return registry;
  }

  /// Its port on the loopback.
  public int port() {
    return port;
  }

  /// Its address as a guest sees it.
  public String guestAddress() {
    return "http://10.0.2.2:" + port;
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
      super("could not start the registry: " + log);
    }
  }
}
