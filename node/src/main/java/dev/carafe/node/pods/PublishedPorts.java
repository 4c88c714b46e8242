package dev.carafe.node.pods;

import java.util.List;

/// The packet filter's rules that lead a port of the host to a pod, and let pods reach the world.
///
/// Source: nft(8); the table is replaced as a whole, in one transaction.
public record PublishedPorts(List<Publication> publications) {

  public PublishedPorts {
    publications = List.copyOf(publications);
  }

  /// One port of the host and where it leads.
  public record Publication(String protocol, int hostPort, String address, int containerPort) {
    String rule() {
      return "    fib daddr type local %s dport %d dnat to %s:%d\n"
          .formatted(protocol, hostPort, address, containerPort);
    }
  }

  /// The rule set, as `nft -f` reads it.
  public String ruleSet() {
    StringBuilder rules = new StringBuilder();
    publications.forEach(publication -> rules.append(publication.rule()));
    return """
    table ip carafe {}
    delete table ip carafe
    table ip carafe {
      chain prerouting {
        type nat hook prerouting priority dstnat;
    %1$s  }
      chain output {
        type nat hook output priority dstnat;
    %1$s  }
      chain postrouting {
        type nat hook postrouting priority srcnat;
        ip saddr 10.88.0.0/16 oifname != "carafe0" masquerade
      }
    }
    """
        .formatted(rules);
  }
}
