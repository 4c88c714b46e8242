package dev.carafe.cli;

import dev.carafe.lab.ContainerImages;
import dev.carafe.lab.Registry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What a machine does when its user has said nothing: a pod serves a page.
final class Demonstration {
  private Demonstration() {}

  /// The user data, with the registry that the image is pulled from.
  static String userData(Registry registry) throws IOException {
    return resource("demonstration.toml")
        .replace("REGISTRY", registry.guestAddress())
        .replace("IMAGE", ContainerImages.HELLO);
  }

  /// The page.
  static String page() throws IOException {
    return resource("hello.html");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in =
        Optional.ofNullable(Demonstration.class.getResourceAsStream(name))
            .orElseThrow(() -> new IOException("no resource " + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
