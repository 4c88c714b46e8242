package dev.carafe.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which program listens on a port, as far as this user may see. Source: `proc_net(5)`,
/// `proc_pid_fd(5)`.
final class PortHolder {
  private static final String LISTEN = "0A";
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private PortHolder() {}

  /// Its name and process id: `python3 (process 4711)`.
  static Optional<String> of(int port) {
    Set<String> sockets =
        Stream.of("tcp", "tcp6")
            .flatMap(table -> lines(Path.of("/proc/net", table)))
            .flatMap(line -> listeningInode(line, port).stream())
            .map("socket:[%s]"::formatted)
            .collect(Collectors.toSet());
    return sockets.isEmpty()
        ? Optional.empty()
        : list(Path.of("/proc"))
            .filter(process -> process.getFileName().toString().matches("\\d+"))
            .filter(process -> list(process.resolve("fd")).anyMatch(fd -> leadsTo(fd, sockets)))
            .findFirst()
            .map(PortHolder::name);
  }

  /// The socket of a line of `/proc/net/tcp`, if it listens on a port.
  static Optional<String> listeningInode(String line, int port) {
    String[] words = line.strip().split("\\s+", -1);
    return words.length > INODE
            && words[LOCAL_ADDRESS].endsWith(":%04X".formatted(port))
            && words[STATE].equals(LISTEN)
        ? Optional.of(words[INODE])
        : Optional.empty();
  }

  private static boolean leadsTo(Path descriptor, Set<String> sockets) {
    try {
      return sockets.contains(Files.readSymbolicLink(descriptor).toString());
    } catch (IOException _) {
      return false;
    }
  }

  private static String name(Path process) {
    return lines(process.resolve("comm")).findFirst().orElse("a program")
        + " (process "
        + process.getFileName()
        + ")";
  }

  /// What goes away or is not for us to see is left out.
  private static Stream<Path> list(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList().stream();
    } catch (IOException | UncheckedIOException _) {
      return Stream.empty();
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException _) {
      return Stream.empty();
    }
  }
}
