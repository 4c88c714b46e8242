package dev.carafe.node.provisioning;

import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonSyntaxException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// What is on a config drive of OpenStack. Its `network_data.json` is not used: every such machine
/// has one, and addresses come by DHCP unless somebody wrote `net.toml`.
///
/// Source: [Nova, "Metadata"](https://docs.openstack.org/nova/latest/user/metadata.html).
final class ConfigDriveFolder {
  private static final String PROVIDER = "openstack";

  private ConfigDriveFolder() {}

  static Provision read(Path folder) {
    Path latest = folder.resolve("openstack/latest");
    Provision provision = file(latest, "user_data").userData();
    GivenFile metaData = file(latest, "meta_data.json");
    try {
      return provision.with(facts(metaData.text().map(JsonReader::read)));
    } catch (IOException e) {
      return provision.with(metaData.unreadable(e));
    } catch (JsonSyntaxException e) {
      Position position = new Position(metaData.source(), e.line(), e.column());
      return provision.with(new Problem(position, String.valueOf(e.getMessage()), ""));
    }
  }

  private static Facts facts(Optional<Json> data) {
    Json.Struct known =
        data.isPresent() && data.get() instanceof Json.Struct struct
            ? struct
            : Json.object().build();
    return new Facts(
        Optional.of(PROVIDER),
        known.text("hostname").or(() -> known.text("name")),
        Optional.empty(),
        known.text("availability_zone"),
        known.text("uuid"),
        Optional.empty());
  }

  private static GivenFile file(Path folder, String name) {
    return new GivenFile(folder.resolve(name), "config drive " + name);
  }
}
