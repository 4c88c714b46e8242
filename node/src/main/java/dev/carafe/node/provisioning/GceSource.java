package dev.carafe.node.provisioning;

import dev.carafe.node.host.Dmi;
import dev.carafe.node.metadata.GceMetadata;
import dev.carafe.node.metadata.MetadataClient;
import dev.carafe.node.metadata.MetadataException;
import dev.carafe.node.metadata.Patience;
import dev.carafe.node.metadata.Waiting;
import dev.carafe.node.web.Answer;
import java.net.URI;
import java.util.Optional;

/// User data and facts of a machine in Google Compute Engine, and the container that
/// Container-Optimized OS would run there.
///
/// Source: [Compute Engine, "Predefined metadata
/// keys"](https://cloud.google.com/compute/docs/metadata/predefined-metadata-keys).
final class GceSource extends CloudSource {
  private static final String DECLARATION = "gce-container-declaration";

  private final Dmi dmi;
  private final URI base;
  private final Patience patience;
  private final Waiting waiting;

  GceSource(Dmi dmi, URI base, Patience patience, Waiting waiting) {
    super(Origin.GCE);
    this.dmi = dmi;
    this.base = base;
    this.patience = patience;
    this.waiting = waiting;
  }

  /// Laptops are made by Google, too; the product's name tells them apart.
  @Override
  boolean isHere() {
    return dmi.is("product_name", "Google Compute Engine")
        || dmi.is("board_name", "Google Compute Engine");
  }

  @Override
  Provision provision() throws InterruptedException {
    GceMetadata metadata = new GceMetadata(MetadataClient.begin(base, patience, waiting));
    Optional<Answer> userData = metadata.get("instance/attributes/user-data");
    Provision provision =
        userData.isEmpty()
            ? Provision.none()
            : Unpacking.of("Compute Engine user-data", userData.get().body());
    Optional<Answer> declaration = metadata.get("instance/attributes/" + DECLARATION);
    if (declaration.isPresent()) {
      provision =
          Unpacking.ofContainerDeclaration(
                  "Compute Engine " + DECLARATION, declaration.get().body())
              .over(provision);
    }
    try {
      return provision.with(facts(metadata));
    } catch (MetadataException e) {
      return provision.with(problem(e)); // the node can do without them
    }
  }

  private static Facts facts(GceMetadata metadata) throws InterruptedException {
    Optional<String> zone = text(metadata, "zone").map(GceSource::lastSegment);
    return new Facts(
        Optional.of("gce"),
        text(metadata, "hostname"),
        zone.map(GceSource::region),
        zone,
        text(metadata, "id"),
        text(metadata, "machine-type").map(GceSource::lastSegment));
  }

  private static Optional<String> text(GceMetadata metadata, String name)
      throws InterruptedException {
    return metadata.get("instance/" + name).map(Answer::text).filter(text -> !text.isEmpty());
  }

  /// Of `projects/123456789/zones/europe-west1-b`.
  private static String lastSegment(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// Of zone `europe-west1-b`: without the last part.
  private static String region(String zone) {
    int dash = zone.lastIndexOf('-');
    return dash < 0 ? zone : zone.substring(0, dash);
  }
}
