package dev.carafe.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What the agent reads of the kernel. Source: proc(5).
final class Host {
  private Host() {}

  /// A row of `/proc/meminfo`, in bytes.
  static long memory(String row) {
    for (String line : lines("/proc/meminfo")) {
      if (line.startsWith(row + ":")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
      }
    }
    return 0;
  }

  /// Seconds since the kernel's start.
  static double uptime() {
    String line = lines("/proc/uptime").getFirst();
    return Double.parseDouble(line.substring(0, line.indexOf(' ')));
  }

  /// Whether a file is mapped into this process.
  static boolean isMapped(String file) {
    return lines("/proc/self/maps").stream().anyMatch(line -> line.endsWith(file));
  }

  /// The machine's own IPv4 addresses.
  static List<String> addresses() {
    List<String> addresses = new ArrayList<>();
    try {
      for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
        if (!network.isLoopback() && !network.getName().startsWith("carafe")) {
          for (InetAddress address : network.inetAddresses().toList()) {
            if (address instanceof Inet4Address) {
              addresses.add(address.getHostAddress());
            }
          }
        }
      }
    } catch (SocketException _) {
      return List.of();
    }
    return addresses;
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + file + ": " + e.getMessage(), e);
    }
  }
}
