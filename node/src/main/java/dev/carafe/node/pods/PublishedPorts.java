package dev.carafe.node.pods;

import dev.carafe.node.host.Processes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The host's ports that lead to pods, and the pods' way out: one table of packet filter rules,
/// always replaced as a whole. Safe for all threads.
///
/// Source: [nft(8)](https://www.netfilter.org/projects/nftables/manpage.html).
public final class PublishedPorts {
  private final Path nft;
  private final Processes processes;
  private final Map<String, List<Rule>> rules = new TreeMap<>();
  private String applied = "";

  record Rule(PublishedPort port, String address) {}

  public PublishedPorts(Path nft, Processes processes) {
    this.nft = nft;
    this.processes = processes;
  }

  /// Makes a pod's ports lead to its address; none where it has no address.
  synchronized void publish(Pod pod, Optional<String> address) {
    List<Rule> own = new ArrayList<>();
    address.ifPresent(
        found -> pod.publishedPorts().forEach(port -> own.add(new Rule(port, found))));
    rules.put(pod.name(), own);
    String wanted = table(rules.values().stream().flatMap(List::stream).toList());
    if (!wanted.equals(applied)) {
      processes.run(List.of(nft.toString(), "-f", "-"), wanted);
      applied = wanted;
    }
  }

  /// The table as a transaction: the first two lines make that it may or may not be there already.
  static String table(List<Rule> rules) {
    StringBuilder leading = new StringBuilder();
    for (Rule rule : rules) {
      PublishedPort port = rule.port();
      String protocol = port.protocol() == Protocol.TCP ? "tcp" : "udp";
      leading.append(
          "    %s dport %d dnat to %s:%d\n"
              .formatted(protocol, port.hostPort(), rule.address(), port.containerPort()));
    }
    return """
    table ip carafe {}
    delete table ip carafe
    table ip carafe {
      chain published {
    %s  }
      chain prerouting {
        type nat hook prerouting priority dstnat; policy accept;
        fib daddr type local jump published
      }
      chain output {
        type nat hook output priority -100; policy accept;
        ip daddr != 127.0.0.0/8 fib daddr type local jump published
      }
      chain postrouting {
        type nat hook postrouting priority srcnat; policy accept;
        ip saddr %s ip daddr != %s masquerade
      }
    }
    """
        .formatted(leading, PodNetwork.SUBNET, PodNetwork.SUBNET);
  }
}
