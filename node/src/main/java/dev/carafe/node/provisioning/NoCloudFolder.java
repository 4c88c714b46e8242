package dev.carafe.node.provisioning;

import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.json.JsonSyntaxException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is on a disk for cloud-init's data source NoCloud; and a folder `pods` of manifests, which
/// hold as if they stood behind the user data.
///
/// Source: [cloud-init,
/// "NoCloud"](https://cloudinit.readthedocs.io/en/latest/reference/datasources/nocloud.html).
final class NoCloudFolder {
  private static final String PROVIDER = "nocloud";

  private final Path folder;

  private NoCloudFolder(Path folder) {
    this.folder = folder;
  }

  static Provision read(Path folder) {
    return new NoCloudFolder(folder).read();
  }

  private Provision read() {
    Provision network = file(Declaration.NETWORK_FILE).network();
    Provision provision = network.over(file("user-data").userData());
    provision = new ManifestFolder(folder.resolve("pods"), "NoCloud pods").read().over(provision);
    provision = unused(provision, "vendor-data", "put what it says into user-data");
    if (network.network().isEmpty()) {
      provision = unused(provision, "network-config", "write a file net.toml beside it");
    }
    return metaData(provision);
  }

  /// Files in YAML that we do not understand are told, unless they say nothing.
  private Provision unused(Provision provision, String name, String instead) {
    GivenFile file = file(name);
    try {
      return file.text().filter(NoCloudFolder::saysSomething).isEmpty()
          ? provision
          : provision.with(new Problem(start(file), "it is not used here", instead));
    } catch (IOException e) {
      return provision.with(file.unreadable(e));
    }
  }

  private static boolean saysSomething(String text) {
    return text.lines().anyMatch(line -> !line.isBlank() && !line.stripLeading().startsWith("#"));
  }

  private Provision metaData(Provision provision) {
    GivenFile file = file("meta-data");
    try {
      return provision.with(facts(FlatData.read(file.text().orElse(""))));
    } catch (IOException e) {
      return provision.with(file.unreadable(e));
    } catch (JsonSyntaxException e) {
      Position position = new Position(file.source(), e.line(), e.column());
      return provision.with(new Problem(position, String.valueOf(e.getMessage()), ""));
    }
  }

  private static Facts facts(Map<String, String> data) {
    return new Facts(
        Optional.of(PROVIDER),
        first(data, "local-hostname", "hostname"),
        first(data, "region"),
        first(data, "availability-zone"),
        first(data, "instance-id"),
        first(data, "instance-type"));
  }

  private static Optional<String> first(Map<String, String> data, String... names) {
    for (String name : List.of(names)) {
      String value = data.getOrDefault(name, "");
      if (!value.isEmpty()) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  private GivenFile file(String name) {
    return new GivenFile(folder.resolve(name), "NoCloud " + name);
  }

  private static Position start(GivenFile file) {
    return new Position(file.source(), 1, 1);
  }
}
