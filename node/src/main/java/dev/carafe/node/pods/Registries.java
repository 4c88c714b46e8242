package dev.carafe.node.pods;

import dev.carafe.node.cri.ContainerRuntime;
import dev.carafe.node.cri.RegistryLogin;
import dev.carafe.node.grpc.CallFailedException;
import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which logins the servers of images want. The runtime knows the mirrors by its own configuration,
/// but takes one login a pull: an image whose servers want several is tried with one after the
/// other.
///
/// Source: [containerd's host
/// configuration](https://github.com/containerd/containerd/blob/main/docs/hosts.md).
public final class Registries {
  private static final Key SETTINGS = Key.of("container-registry");
  private static final String EVERY = "*";

  /// As image names have it, and the server behind that name.
  private static final String DOCKER = "docker.io";

  private static final String DOCKER_SERVER = "registry-1.docker.io";

  /// By the server that wants it.
  private final Map<String, RegistryLogin> logins = new LinkedHashMap<>();

  /// The servers of the mirrors of a registry, in their order.
  private final Map<String, List<String>> mirrors = new LinkedHashMap<>();

  private Registries() {}

  /// Registries that nobody has to log in to.
  public static Registries open() {
    return new Registries();
  }

  /// Reads `settings.container-registry`.
  public static Registries read(SettingsTree settings) {
    Registries registries = new Registries();
    if (settings.get(SETTINGS).orElse(new Json.Null()) instanceof Json.Struct table) {
      table.objects("credentials").forEach(registries::addLogin);
      table.objects("mirrors").forEach(registries::addMirrors);
    }
    return registries;
  }

  /// Pulls an image.
  ///
  /// @throws dev.carafe.node.NodeException where no server gives it
  void pull(ContainerRuntime runtime, String image) {
    List<RegistryLogin> useful = loginsFor(image);
    if (useful.isEmpty()) {
      runtime.pullImage(image);
      return;
    }
    for (RegistryLogin login : useful.subList(0, useful.size() - 1)) {
      if (isPulled(runtime, image, login)) {
        return;
      }
    }
    runtime.pullImage(image, useful.getLast());
  }

  private static boolean isPulled(ContainerRuntime runtime, String image, RegistryLogin login) {
    try {
      runtime.pullImage(image, login);
      return true;
    } catch (CallFailedException _) {
      return false;
    }
  }

  /// The logins of the servers that may have an image, in the order in which the runtime asks them.
  List<RegistryLogin> loginsFor(String image) {
    String registry = registry(image);
    List<String> servers = new ArrayList<>();
    servers.addAll(mirrors.getOrDefault(registry, mirrors.getOrDefault(EVERY, List.of())));
    servers.add(server(registry));
    return servers.stream().distinct().filter(logins::containsKey).map(logins::get).toList();
  }

  /// The registry that an image's name begins with; Docker's where it begins with none.
  ///
  /// Source: [normalize.go](https://github.com/distribution/reference/blob/main/normalize.go).
  static String registry(String image) {
    int slash = image.indexOf('/');
    String first = slash < 0 ? "" : image.substring(0, slash);
    boolean isRegistry = first.contains(".") || first.contains(":") || first.equals("localhost");
    return isRegistry && !first.equals("index." + DOCKER) ? first : DOCKER;
  }

  /// Where a registry is connected to.
  private static String server(String registry) {
    return registry.equals(DOCKER) || registry.equals("index." + DOCKER) ? DOCKER_SERVER : registry;
  }

  private void addLogin(Json.Struct credentials) {
    String host = server(credentials.text("registry").orElse(""));
    logins.put(
        host,
        new RegistryLogin(
            host,
            credentials.text("username").orElse(""),
            credentials.text("password").orElse(""),
            credentials.text("auth").orElse(""),
            credentials.text("identitytoken").orElse("")));
  }

  private void addMirrors(Json.Struct mirror) {
    List<String> servers = new ArrayList<>();
    if (mirror.member("endpoint").orElse(new Json.Null()) instanceof Json.Array(List<Json> urls)) {
      for (Json url : urls) {
        if (url instanceof Json.Text(String text)) {
          servers.add(authority(text));
        }
      }
    }
    mirrors.put(mirror.text("registry").orElse(""), servers);
  }

  /// `HOST` or `HOST:PORT` of a URL with or without a scheme.
  private static String authority(String url) {
    int scheme = url.indexOf("://");
    String rest = scheme < 0 ? url : url.substring(scheme + 3);
    int slash = rest.indexOf('/');
    return slash < 0 ? rest : rest.substring(0, slash);
  }
}
