package dev.carafe.node.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringTokenizer;

/// How much of what was written to a connection the other side's kernel has not taken yet.
///
/// Source: [proc_pid_net(5)](https://man7.org/linux/man-pages/man5/proc_pid_net.5.html), `tcp`.
///
/// @param net the folder `/proc/net`
record SendQueue(Path net) {
  private static final int HEXADECIMAL = 16;

  /// In bytes; more than can be where the connection is not known.
  long untaken(int localPort, int remotePort) throws IOException {
    // Java's connections are of IPv6 wherever the kernel has it, also those to IPv4.
    long found = untaken(net.resolve("tcp6"), localPort, remotePort);
    return found < 0 ? unlessKnown(untaken(net.resolve("tcp"), localPort, remotePort)) : found;
  }

  private static long unlessKnown(long found) {
    return found < 0 ? Long.MAX_VALUE : found;
  }

  private static long untaken(Path table, int localPort, int remotePort) throws IOException {
    if (!Files.exists(table)) {
      return -1;
    }
    for (String line : Files.readString(table).split("\n", -1)) {
      StringTokenizer words = new StringTokenizer(line);
      if (words.countTokens() > 4) {
        words.nextToken(); // the line's number
        String local = words.nextToken();
        String remote = words.nextToken();
        words.nextToken(); // the state
        if (port(local) == localPort && port(remote) == remotePort) {
          String queues = words.nextToken();
          return Long.parseLong(queues.substring(0, queues.indexOf(':')), HEXADECIMAL);
        }
      }
    }
    return -1;
  }

  /// The port of `ADDRESS:PORT` in hexadecimal; -1 in the table's head.
  private static int port(String address) {
    int colon = address.indexOf(':');
    return colon < 0 ? -1 : Integer.parseInt(address.substring(colon + 1), HEXADECIMAL);
  }
}
