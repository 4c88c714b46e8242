package dev.carafe.node.provisioning;

import dev.carafe.node.host.Dmi;
import dev.carafe.node.metadata.Ec2Metadata;
import dev.carafe.node.metadata.MetadataClient;
import dev.carafe.node.metadata.MetadataException;
import dev.carafe.node.metadata.Patience;
import dev.carafe.node.metadata.Waiting;
import dev.carafe.node.web.Answer;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonSyntaxException;
import java.net.URI;
import java.util.Optional;

/// User data and facts of an EC2 instance.
///
/// Source: [Amazon EC2, "Instance metadata
/// categories"](https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-categories.html),
/// ["Detect whether a host is an EC2
/// instance"](https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/identify_ec2_instances.html).
final class Ec2Source extends CloudSource {
  private static final String MAKER = "Amazon EC2";

  private final Dmi dmi;
  private final URI base;
  private final Patience patience;
  private final Waiting waiting;

  Ec2Source(Dmi dmi, URI base, Patience patience, Waiting waiting) {
    super(Origin.EC2);
    this.dmi = dmi;
    this.base = base;
    this.patience = patience;
    this.waiting = waiting;
  }

  /// By its maker; older instances, on Xen, have only a number and a BIOS that say so.
  @Override
  boolean isHere() {
    return dmi.is("sys_vendor", MAKER)
        || dmi.is("board_vendor", MAKER)
        || (dmi.field("bios_version").orElse("").endsWith(".amazon")
            && dmi.productUuid().orElse("").startsWith("ec2"));
  }

  @Override
  Provision provision() throws InterruptedException {
    Ec2Metadata metadata = new Ec2Metadata(MetadataClient.begin(base, patience, waiting));
    Optional<Answer> userData = metadata.get("user-data");
    Provision provision =
        userData.isEmpty()
            ? Provision.none()
            : Unpacking.of("EC2 user-data", userData.get().body());
    try {
      return provision.with(facts(metadata));
    } catch (MetadataException e) {
      return provision.with(problem(e)); // the node can do without them
    }
  }

  /// One document has nearly all; what it lacks is asked for.
  private static Facts facts(Ec2Metadata metadata) throws InterruptedException {
    Json.Struct identity = identity(metadata.get("dynamic/instance-identity/document"));
    return new Facts(
        Optional.of("aws"),
        text(metadata, "local-hostname"),
        either(identity.text("region"), metadata, "placement/region"),
        either(identity.text("availabilityZone"), metadata, "placement/availability-zone"),
        either(identity.text("instanceId"), metadata, "instance-id"),
        either(identity.text("instanceType"), metadata, "instance-type"));
  }

  private static Json.Struct identity(Optional<Answer> document) {
    try {
      if (document.isPresent()
          && JsonReader.read(document.get().text()) instanceof Json.Struct identity) {
        return identity;
      }
    } catch (JsonSyntaxException _) {
      // what is not there is asked for one by one
    }
    return Json.object().build();
  }

  private static Optional<String> either(Optional<String> known, Ec2Metadata metadata, String path)
      throws InterruptedException {
    return known.isPresent() ? known : text(metadata, path);
  }

  private static Optional<String> text(Ec2Metadata metadata, String path)
      throws InterruptedException {
    return metadata.get("meta-data/" + path).map(Answer::text).filter(text -> !text.isEmpty());
  }
}
