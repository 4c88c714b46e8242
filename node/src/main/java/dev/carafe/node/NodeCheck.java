package dev.carafe.node;

import dev.carafe.node.boot.BootRule;
import dev.carafe.node.bootstrap.BootstrapRule;
import dev.carafe.node.disks.DataDisksRule;
import dev.carafe.node.health.GateRule;
import dev.carafe.node.network.NetConfig;
import dev.carafe.node.pods.OciDefaultsRule;
import dev.carafe.node.pods.PodRule;
import dev.carafe.node.provisioning.Provision;
import dev.carafe.node.provisioning.Unpacking;
import dev.carafe.settings.Problem;
import dev.carafe.settings.manifest.Manifests;
import dev.carafe.settings.reading.SettingsReader;
import dev.carafe.settings.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Checks what users write for a node, without one and by the node's own rules.
public final class NodeCheck {
  private final SettingsReader reader;

  /// @param schema what the node's image was built with
  public NodeCheck(Schema schema) {
    this.reader = reader(schema, Place.ofNode());
  }

  /// Reads settings by the rules that hold on a node.
  static SettingsReader reader(Schema schema, Place place) {
    return new SettingsReader(
        schema,
        List.of(
            new PodRule(place.agentPorts()),
            new BootRule(),
            new BootstrapRule(),
            new DataDisksRule(),
            new GateRule(),
            new OciDefaultsRule()));
  }

  /// All that is wrong in user data, packed in whatever way a node unpacks; or in manifests.
  ///
  /// @param source what problems call it, and how a file of manifests is known
  public List<Problem> userData(String source, byte[] content) {
    boolean manifests = Manifests.isManifest(source, new String(content, StandardCharsets.UTF_8));
    return check(
        manifests ? Unpacking.ofManifests(source, content) : Unpacking.of(source, content));
  }

  /// All that is wrong in a `net.toml`.
  ///
  /// @param source what problems call it
  public List<Problem> network(String source, byte[] content) {
    return check(Unpacking.ofNetwork(source, content));
  }

  private List<Problem> check(Provision given) {
    List<Problem> problems = new ArrayList<>(given.problems());
    given
        .settings()
        .forEach(text -> reader.read(text.form(), text.source(), text.text(), problems));
    given.network().ifPresent(text -> NetConfig.read(text.source(), text.text(), problems));
    return problems;
  }
}
