package dev.carafe.node;

import dev.carafe.node.host.Processes;
import java.util.List;

/// Notes what would be run. Where systemd is asked, it answers what one has answered.
record NotingProcesses(List<List<String>> commands) implements Processes {
  private static final String UNITS =
      """
      Id=containerd.service
      Description=containerd container runtime
      LoadState=loaded
      ActiveState=active
      SubState=running
      Result=success
      MainPID=412
      MemoryCurrent=48234496
      NRestarts=0

      Id=carafe-agent.service
      Description=Carafe Agent
      LoadState=loaded
      ActiveState=active
      SubState=running
      Result=success
      MainPID=301
      MemoryCurrent=61341696
      NRestarts=1

      Id=systemd-repart.service
      Description=Repartition Root Disk
      LoadState=loaded
      ActiveState=inactive
      SubState=dead
      Result=success
      MainPID=0
      MemoryCurrent=[not set]
      NRestarts=0

      Id=plymouth-quit.service
      Description=plymouth-quit.service
      LoadState=not-found
      ActiveState=inactive
      SubState=dead
      Result=success
      MainPID=0
      MemoryCurrent=18446744073709551615
      NRestarts=0
      """;

  @Override
  public String run(List<String> command, String input) {
    commands.add(command);
    return command.contains("show") ? UNITS : "";
  }
}
