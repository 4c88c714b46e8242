package dev.carafe.image;

import dev.carafe.image.archive.PackageLock;
import dev.carafe.image.component.Component;
import dev.carafe.image.content.Sha256;
import java.util.List;

/// One digest over everything that goes into an image. Two builds with the same are the same bytes.
final class Fingerprint {
  /// Part of every fingerprint: another way to build is another image.
  private static final String PIPELINE = "3";

  private Fingerprint() {}

  static Sha256 of(BuildRequest request, PackageLock lock) {
    StringBuilder inputs = new StringBuilder();
    inputs.append(PIPELINE).append('\n').append(request.version()).append('\n');
    inputs.append(request.time()).append('\n').append(lock.toToml());
    inputs.append(request.blueprint().variant().name()).append('\n');
    inputs.append(request.blueprint().variant().slotMegabytes()).append('\n');
    inputs.append(request.blueprint().variant().commandLine()).append('\n');
    for (Component component : request.blueprint().components()) {
      inputs.append(component.name()).append(' ').append(component.digest()).append('\n');
    }
    for (Component component : request.blueprint().components()) {
      component
          .java()
          .map(request.applications()::jars)
          .orElse(List.of())
          .forEach(jar ->
              inputs.append(jar.getFileName()).append(' ').append(Sha256.of(jar)).append('\n'));
    }
    return Sha256.of(inputs.toString());
  }
}
