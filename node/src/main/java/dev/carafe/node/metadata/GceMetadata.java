package dev.carafe.node.metadata;

import dev.carafe.node.web.Answer;
import dev.carafe.node.web.Call;
import java.net.URI;
import java.util.Optional;

/// The metadata server of Google Compute Engine. Both sides show that they mean each other: a proxy
/// that was asked by mistake would answer without the field.
///
/// Source: [Compute Engine, "View and query VM
/// metadata"](https://cloud.google.com/compute/docs/metadata/querying-metadata).
public final class GceMetadata {
  /// Where it is in every machine: by its address, for no name server is needed then.
  public static final URI BASE = URI.create("http://169.254.169.254/");

  private static final String FLAVOR_FIELD = "Metadata-Flavor";
  private static final String FLAVOR = "Google";
  private static final int NOT_FOUND = 404;
  private static final String INSTEAD = "see whether the network is up";

  private final MetadataClient client;

  public GceMetadata(MetadataClient client) {
    this.client = client;
  }

  /// What is at a path below `computeMetadata/v1`; empty where there is nothing.
  ///
  /// @throws MetadataException where the server does not say, or another one answers
  public Optional<Answer> get(String path) throws InterruptedException {
    URI address = client.address("computeMetadata/v1/" + path);
    Answer answer = client.send(Call.get(address).with(FLAVOR_FIELD, FLAVOR), INSTEAD);
    if (!answer.field(FLAVOR_FIELD).equals(Optional.of(FLAVOR))) {
      throw new MetadataException(
          "read",
          address,
          "what answers is not Google's metadata server",
          "see what answers at 169.254.169.254");
    }
    if (answer.status() == NOT_FOUND) {
      return Optional.empty();
    }
    if (!answer.isSuccess()) {
      throw new MetadataException("read", address, "it answers " + answer.status(), INSTEAD);
    }
    return Optional.of(answer);
  }
}
