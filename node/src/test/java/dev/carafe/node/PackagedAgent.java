package dev.carafe.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The agent as it is packaged, started as a node starts it, in a JVM of its own.
final class PackagedAgent implements AutoCloseable {
  /// The flags of the service's unit.
  static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xms4m",
          "-Xmn2m",
          "-Xmx64m",
          "-Xss256k",
          "-XX:-UsePerfData",
          "--enable-native-access=ALL-UNNAMED");

  private static final Path JARS = Path.of("target/agent");
  private static final Path JAVA = Path.of(System.getProperty("java.home", ""), "bin/java");

  private final Process process;
  private final int apiPort;
  private final int registryPort;

  private PackagedAgent(Process process, int registryPort, int apiPort) {
    this.process = process;
    this.apiPort = apiPort;
    this.registryPort = registryPort;
  }

  /// Starts it with further flags, and waits until it answers.
  static PackagedAgent start(Path root, List<String> flags)
      throws IOException, InterruptedException {
    int registryPort = freePort();
    int apiPort = freePort();
    List<String> arguments = new ArrayList<>(FLAGS);
    arguments.addAll(flags);
    arguments.addAll(List.of("-cp", classPath(), "dev.carafe.node.Main"));
    arguments.addAll(
        List.of(root.toString(), Integer.toString(registryPort), Integer.toString(apiPort)));
    PackagedAgent agent = new PackagedAgent(java(root, arguments), registryPort, apiPort);
    for (int tries = 0;
        tries < 300 && !agent.get("/v1/health").contains("ready_after_ms");
        tries++) {
      Thread.sleep(50);
    }
    return agent;
  }

  /// Dumps a class-data archive of the classes in a list, as the image's build does.
  static void dump(Path classList, Path archive) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(FLAGS);
    arguments.addAll(List.of("-Xshare:dump", "-XX:SharedClassListFile=" + classList));
    arguments.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-cp", classPath()));
    Path folder = archive.toAbsolutePath().resolveSibling("");
    int exit = java(folder, arguments).waitFor();
    if (exit != 0) {
      throw new IOException(Files.readString(folder.resolve("agent.log")));
    }
  }

  /// The API's answer to GET, head and body; empty while nobody listens.
  String get(String path) {
    return get(apiPort, path);
  }

  /// The same of the preloaded images.
  String getFromRegistry(String path) {
    return get(registryPort, path);
  }

  private static String get(int port, String path) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request = "GET " + path + " HTTP/1.1\r\nHost: node\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException _) {
      return "";
    }
  }

  /// Ends it by SIGTERM, and returns its exit status.
  int terminate() throws InterruptedException {
    process.destroy();
    return process.waitFor(20, TimeUnit.SECONDS) ? process.exitValue() : -1;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static Process java(Path folder, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(JAVA.toString()));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("agent.log").toFile())
        .start();
  }

  private static String classPath() {
    return String.join(
        ":",
        Stream.of(
                "node.jar",
                "settings.jar",
                "tomlj.jar",
                "trust.jar",
                "antlr4-runtime.jar",
                "snakeyaml-engine.jar")
            .map(jar -> JARS.resolve(jar).toString())
            .toList());
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
