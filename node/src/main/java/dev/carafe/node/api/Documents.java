package dev.carafe.node.api;

import dev.carafe.node.api.Exchange.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/// What the node tells of itself.
///
/// @param system its name
/// @param health how it is now
/// @param share where the manifest and the software bill of materials stand
public record Documents(OsRelease system, Supplier<Health> health, Path share) {
  private static final String JSON = "application/json";

  Answer answer(String path) {
    return switch (path) {
      case "/os" -> new Answer.Text(JSON, system.toJson());
      case "/v1/health" -> new Answer.Text(JSON, health.get().toJson());
      case "/v1/manifest" -> file("manifest.json");
      case "/v1/sbom" -> file("sbom.cdx.json");
      default -> new Answer.Missing("no such path: " + path);
    };
  }

  private Answer file(String name) {
    Path file = share.resolve(name);
    return Files.isRegularFile(file)
        ? new Answer.Content(JSON, file)
        : new Answer.Missing("this system has no " + name);
  }
}
