package dev.carafe.cli.bench;

import dev.carafe.cli.admin.AdminConnection;
import dev.carafe.cli.admin.Administrator;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.Acceleration;
import dev.carafe.lab.Machine;
import dev.carafe.lab.MachineSpec;
import dev.carafe.lab.Pages;
import dev.carafe.lab.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// An image as it boots in QEMU.
final class MachineNode implements PodsNode {
  private static final int HEALTH_PORT = 5081;
  private static final int API_PORT = 7443;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String AGENT = "/v1/logs?unit=carafe-agent.service";

  private final Machine machine;
  private final AdminConnection connection;
  private final int health;
  private final int killer;

  private MachineNode(Machine machine, AdminConnection connection, int health, int killer) {
    this.machine = machine;
    this.connection = connection;
    this.health = health;
    this.killer = killer;
  }

  /// Boots one.
  ///
  /// @param disk the image
  /// @param work an empty folder for what the machine writes
  static MachineNode start(
      ToolsTree tools,
      Acceleration acceleration,
      Path disk,
      int memoryMegabytes,
      String userData,
      Path work)
      throws IOException {
    Administrator administrator = Administrator.in(work, Instant.now());
    int health = Ports.free();
    int killer = Ports.free();
    int api = Ports.free();
    MachineSpec spec =
        MachineSpec.of(
                disk,
                userData + "\n" + administrator.userData(),
                Map.of(health, HEALTH_PORT, killer, ManyPods.KILLER_PORT, api, API_PORT))
            .withMemory(memoryMegabytes);
    Machine machine = Machine.start(tools, spec, acceleration, work.resolve("machine"));
    try {
      return new MachineNode(machine, new AdminConnection(api, administrator), health, killer);
    } catch (IOException e) {
      machine.close();
      throw e;
    }
  }

  @Override
  public Optional<String> health() throws IOException {
    if (!machine.isRunning()) {
      throw new IOException("the machine has ended");
    }
    return Pages.get(health, "/v1/health");
  }

  @Override
  public String journal() throws IOException, InterruptedException {
    return connection.send("GET", AGENT, "");
  }

  @Override
  public String log(String pod) throws IOException, InterruptedException {
    return connection.send("GET", "/v1/logs?pod=" + pod, "");
  }

  @Override
  public void kill(String word) {
    machine.awaitPage(killer, "/" + word, PATIENCE);
  }

  @Override
  public void close() {
    connection.close();
    machine.close();
  }
}
