package dev.carafe.node.pods;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublishedPortsTest {
  private final List<String> applied = new ArrayList<>();
  private final PublishedPorts ports =
      new PublishedPorts(
          Path.of("/nft"),
          (_, input) -> {
            applied.add(input);
            return "";
          });

  @Test
  void portsOfAllPodsAreInOneTable() {
    ports.publish(
        pod("dns", false, new PublishedPort(53, 5353, Protocol.UDP)), Optional.of("10.88.0.3"));
    ports.publish(
        pod("web", false, new PublishedPort(8080, 80, Protocol.TCP)), Optional.of("10.88.0.2"));
    assertThat(applied.getLast())
        .startsWith("table ip carafe {}\ndelete table ip carafe\n")
        .contains(
            "    udp dport 53 dnat to 10.88.0.3:5353\n    tcp dport 8080 dnat to 10.88.0.2:80\n");
  }

  @Test
  void nothingIsAppliedTwice() {
    Pod pod = pod("web", false, new PublishedPort(8080, 80, Protocol.TCP));
    ports.publish(pod, Optional.of("10.88.0.2"));
    ports.publish(pod, Optional.of("10.88.0.2"));
    assertThat(applied).hasSize(1);
  }

  @Test
  void aPodInTheHostsNetworkNeedsNoLeading() {
    ports.publish(pod("web", true, new PublishedPort(80, 80, Protocol.TCP)), Optional.empty());
    assertThat(applied).singleElement().asString().doesNotContain("dnat to").contains("masquerade");
  }

  private static Pod pod(String name, boolean hostNetwork, PublishedPort port) {
    Container container =
        SamplePods.container("c", "i", PullPolicy.NEVER, List.of(), List.of(port));
    return SamplePods.pod(name, hostNetwork, RestartPolicy.ALWAYS, container);
  }
}
