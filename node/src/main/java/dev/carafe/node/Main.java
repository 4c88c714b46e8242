package dev.carafe.node;

import dev.carafe.node.host.HostProcesses;
import dev.carafe.node.host.Journal;
import java.nio.file.Path;

/// Starts the agent. Without arguments as on a node; `ROOT REGISTRY-PORT API-PORT` puts it
/// elsewhere, to try it.
public final class Main {
  private Main() {}

  public static void main(String[] args) throws InterruptedException {
    Agent agent =
        new Agent(place(args), new HostProcesses(), System.getenv(), new Journal(System.out));
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              agent.stop();
              Runtime.getRuntime()
                  .halt(0); // else the status would tell systemd that the signal killed us
            }));
    agent.start();
    Thread.currentThread().join();
  }

  private static Place place(String[] args) {
    return args.length == 3
        ? new Place(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]))
        : Place.ofNode();
  }
}
