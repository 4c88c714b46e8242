package dev.carafe.node.update;

import dev.carafe.trust.release.Artifact;
import dev.carafe.trust.release.Delta;
import dev.carafe.trust.release.Kernel;
import dev.carafe.trust.release.Payload;
import dev.carafe.trust.release.Release;
import dev.carafe.trust.release.Usr;
import dev.carafe.trust.release.Waves;
import java.util.List;
import java.util.Optional;

/// Releases of which a test says where their parts are.
public final class TestRelease {
  private TestRelease() {}

  /// One that every node of its variant may have.
  public static Release of(SystemImage image, Payload usr, Payload kernel) {
    Artifact document = new Artifact("plain/x86_64/document.json", 2, 2);
    return new Release(
        image.version(),
        image.variant(),
        image.architecture(),
        Optional.empty(),
        Optional.empty(),
        "",
        new Usr(image.rootHash(), usr, Optional.empty()),
        new Kernel("carafe-plain_" + image.version() + ".efi", kernel),
        document,
        document,
        List.of(),
        Waves.none());
  }

  /// A part that can be had whole only.
  public static Payload whole(Artifact full) {
    return new Payload(full, List.of());
  }

  /// A part that can be had by what is different from a system, too.
  public static Payload either(Artifact full, SystemImage from, Artifact delta) {
    return new Payload(full, List.of(new Delta(from.rootHash(), from.version(), delta)));
  }
}
