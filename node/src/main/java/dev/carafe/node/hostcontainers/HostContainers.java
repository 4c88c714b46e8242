package dev.carafe.node.hostcontainers;

import dev.carafe.node.host.Journal;
import dev.carafe.node.host.ProgramFailedException;
import dev.carafe.node.host.SystemManager;
import dev.carafe.node.pods.Pod;
import dev.carafe.settings.model.SettingsTree;
import java.util.List;

/// The host containers that settings want.
///
/// @param folders of what they keep
public record HostContainers(PersistentFolders folders, SystemManager system, Journal journal) {

  /// Their pods; what they find when they start is there from now on.
  ///
  /// @throws java.io.UncheckedIOException where it could not be written
  public List<Pod> pods(SettingsTree settings) {
    List<HostContainer> wanted = HostContainer.read(settings);
    if (wanted.stream().anyMatch(HostContainer::superpowered)) {
      mountDebugFiles(system, journal);
    }
    wanted.forEach(container -> folders.make(Kind.HOST, container.name(), container.userData()));
    return wanted.stream().map(container -> NodesPod.of(container, folders)).toList();
  }

  /// The kernel's files for those who debug it, which nobody else on a node needs. Without them a
  /// container still runs.
  public static void mountDebugFiles(SystemManager system, Journal journal) {
    try {
      system.start("sys-kernel-debug.mount");
    } catch (ProgramFailedException e) {
      journal.warning("could not mount the kernel's debug files: " + e.getMessage());
    }
  }
}
