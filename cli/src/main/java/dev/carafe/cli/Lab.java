package dev.carafe.cli;

import dev.carafe.cli.node.RunContext;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.Acceleration;
import dev.carafe.lab.ContainerImages;
import dev.carafe.lab.FirmwareKeys;
import dev.carafe.lab.Machine;
import dev.carafe.lab.MachineSpec;
import dev.carafe.lab.Ports;
import dev.carafe.lab.Registry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A machine, the registry that it pulls from and the folder of both, until it is closed.
final class Lab implements AutoCloseable {
  private static final int PAGE_PORT = 8080;
  private static final int API_PORT = 5081;
  private static final Duration SIGNAL = Duration.ofSeconds(1);

  /// Longer than a node waits for its pods, on a machine that is emulated.
  private static final Duration SHUTDOWN = Duration.ofSeconds(90);

  private final Path work;
  private final Registry registry;
  private final Machine machine;
  private final int api;
  private final Optional<Integer> remote;
  private final CountDownLatch closing = new CountDownLatch(1);
  private boolean closed;

  private Lab(Path work, Registry registry, Machine machine, int api, Optional<Integer> remote) {
    this.work = work;
    this.registry = registry;
    this.machine = machine;
    this.api = api;
    this.remote = remote;
  }

  /// Starts them, with the demonstration's image in the registry.
  ///
  /// @param page the port of this machine that leads to the page
  /// @param believed whom the firmware believes, where it is to demand signatures
  /// @param userData what the node is given instead of the demonstration
  /// @param own images that the node can pull beside it
  /// @param amendment what is made of either
  static Lab start(
      ToolsTree tools,
      Acceleration acceleration,
      Path image,
      int page,
      int memoryMegabytes,
      Optional<FirmwareKeys> believed,
      Optional<String> userData,
      OwnImages own,
      UnaryOperator<String> amendment)
      throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("carafe-lab-");
    Registry registry = Registry.start(tools, work);
    try {
      ContainerImages.pushHello(tools, registry, Demonstration.page(), work);
      own.push(registry, work);
      int api = Ports.free();
      int remote = Ports.free();
      String given =
          userData.isPresent()
              ? own.amended(userData.get(), registry)
              : Demonstration.userData(registry);
      String amended = amendment.apply(given);
      MachineSpec spec =
          MachineSpec.of(
                  image, amended, Map.of(page, PAGE_PORT, api, API_PORT, remote, RunContext.PORT))
              .withMemory(memoryMegabytes)
              .withReboots();
      Machine machine =
          Machine.start(
              tools,
              believed.map(keys -> spec.withSecureBoot(keys).withTpm()).orElse(spec),
              acceleration,
              work.resolve("machine"));
      return new Lab(
          work,
          registry,
          machine,
          api,
          amended.equals(given) ? Optional.empty() : Optional.of(remote));
    } catch (IOException | InterruptedException | RuntimeException e) {
      registry.close();
      delete(work);
      throw e;
    }
  }

  Machine machine() {
    return machine;
  }

  /// The port of this machine that leads to the node's API.
  int api() {
    return api;
  }

  /// The port of this machine that leads to the node's API by TLS, where an amendment gave it one.
  Optional<Integer> remote() {
    return remote;
  }

  /// Whether this is being closed. Who asks may be quicker than the thread that closes it, and
  /// waits a moment for the answer.
  boolean isClosing() throws InterruptedException {
    return closing.await(SIGNAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Presses the power button and forgets all of it once the machine is off. A machine that does
  /// not go off, or whose power is cut meanwhile, is forgotten too.
  ///
  /// @throws MachineException if it did not go off by itself in time
  void shutDown() throws InterruptedException {
    closing.countDown();
    try {
      machine.powerOff(SHUTDOWN);
    } finally {
      close();
    }
  }

  /// Cuts the power, and forgets all of it.
  @Override
  public void close() {
    closing.countDown();
    synchronized (closing) {
      if (!closed) {
        closed = true;
        machine.close();
        registry.close();
        delete(work);
      }
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not delete " + folder + ": " + e.getMessage(), e);
    }
  }
}
