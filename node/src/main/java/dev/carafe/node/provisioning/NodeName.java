package dev.carafe.node.provisioning;

import dev.carafe.node.host.Dmi;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.value.HostnameType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A name for a node that was given none: what its provider calls it, what the network's DHCP
/// server calls it, or else a name of its own that is the same at each boot.
///
/// @param root below which are `/run`, `/sys` and `/etc`
record NodeName(Path root, Dmi dmi) {
  private static final String PREFIX = "carafe";
  private static final int DIGITS = 8;

  /// What the kernel takes. Source: `HOST_NAME_MAX` of
  /// [gethostname(2)](https://man7.org/linux/man-pages/man2/gethostname.2.html).
  private static final int LONGEST = 64;

  String choose(Facts facts) {
    return facts
        .hostname()
        .flatMap(NodeName::usable)
        .or(this::fromDhcp)
        .or(() -> identity().map(NodeName::derived))
        .orElse(PREFIX);
  }

  /// In lower case, and without its domain where the kernel would not take the whole; empty where
  /// it is no host name, or every machine's.
  private static Optional<String> usable(String name) {
    String lower = name.strip().toLowerCase(Locale.ROOT);
    int dot = lower.indexOf('.');
    String fitting = lower.length() > LONGEST && dot > 0 ? lower.substring(0, dot) : lower;
    boolean own = !fitting.equals("localhost") && !fitting.startsWith("localhost.");
    return own && new HostnameType().fault(Json.of(fitting)).isEmpty()
        ? Optional.of(fitting)
        : Optional.empty();
  }

  /// As systemd-networkd keeps its leases, a file for each interface.
  private Optional<String> fromDhcp() {
    for (Path lease : list("run/systemd/netif/leases")) {
      for (String line : read(lease).lines().toList()) {
        if (line.startsWith("HOSTNAME=")) {
          return usable(line.substring("HOSTNAME=".length()));
        }
      }
    }
    return Optional.empty();
  }

  /// What tells this machine from others: its number, a network card's address, or systemd's number
  /// for this boot.
  private Optional<String> identity() {
    return dmi.productUuid()
        .or(this::cardAddress)
        .or(() -> Optional.of(read(root.resolve("etc/machine-id")).strip()))
        .filter(text -> !text.isEmpty());
  }

  private Optional<String> cardAddress() {
    for (Path network : list("sys/class/net")) {
      String address = read(network.resolve("address")).strip();
      if (Files.exists(network.resolve("device")) && !address.isEmpty()) {
        return Optional.of(address);
      }
    }
    return Optional.empty();
  }

  /// From a digest: the number itself is nobody's business.
  private static String derived(String identity) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return PREFIX + "-" + HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private List<Path> list(String folder) {
    try (Stream<Path> entries = Files.list(root.resolve(folder))) {
      return entries.sorted().toList();
    } catch (IOException _) {
      return List.of();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException _) {
      return "";
    }
  }
}
