package dev.carafe.node.host;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// systemd, as seen by a service of type `notify`.
///
/// Messages go by the program `systemd-notify`, for the JDK has no datagrams on Unix-domain sockets
/// and binding the kernel's call by foreign functions costs ten times as much; the unit says
/// `NotifyAccess=all`.
///
/// Source:
/// [systemd-notify(1)](https://www.freedesktop.org/software/systemd/man/latest/systemd-notify.html).
public record ServiceManager(
    Map<String, String> environment, Path systemdNotify, Processes processes) {

  public ServiceManager {
    environment = Map.copyOf(environment);
  }

  /// Says that the service is up. Does nothing where no manager listens.
  ///
  /// @throws ProgramFailedException when the message cannot be sent
  public void ready(String status) {
    if (environment.containsKey("NOTIFY_SOCKET")) {
      processes.run(List.of(systemdNotify.toString(), "--ready", "--status=" + status), "");
    }
  }
}
