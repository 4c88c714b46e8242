package dev.carafe.cli;

import dev.carafe.image.oci.ContainerImage;
import dev.carafe.lab.ImagePush;
import dev.carafe.lab.Registry;
import dev.carafe.settings.TomlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;

/// Container images of the user's that a machine finds in the lab's registry, as
/// `carafe.lab/NAME:1`.
///
/// @param byName the images
record OwnImages(Map<String, ContainerImage> byName) {
  private static final String REGISTRY = "settings.container-registry";

  OwnImages {
    byName = Map.copyOf(byName);
  }

  static OwnImages none() {
    return new OwnImages(Map.of());
  }

  /// Pushes them.
  ///
  /// @param work a folder for what is made on the way
  void push(Registry registry, Path work) throws IOException, InterruptedException {
    for (Map.Entry<String, ContainerImage> image : byName.entrySet()) {
      Path folder = Files.createDirectories(work.resolve("images").resolve(image.getKey()));
      String name = "127.0.0.1:" + registry.port() + "/" + image.getKey() + ":1";
      ImagePush.push(image.getValue(), name, true, folder);
    }
  }

  /// User data that says where they are. What says something of registries itself stays as it is.
  String amended(String userData, Registry registry) {
    return byName.isEmpty() || saysWhere(userData)
        ? userData
        : userData
            + """


            [[settings.container-registry.mirrors]]
            registry = "carafe.lab"
            endpoint = ["%s"]
            """
                .formatted(registry.guestAddress());
  }

  private static boolean saysWhere(String userData) {
    return TomlDocument.parse("user data", userData, new ArrayList<>()).has(REGISTRY);
  }
}
