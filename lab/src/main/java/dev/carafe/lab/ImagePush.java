package dev.carafe.lab;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.oci.ContainerImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.ExecutionException;

/// Brings container images to registries, with the logins of Docker's `config.json`.
public final class ImagePush {
  private ImagePush() {}

  /// Pushes an image.
  ///
  /// @param name with its registry and tag: `registry.example.com/admin:1`
  /// @param insecure whether the registry may speak HTTP, or show any certificate
  /// @param work a folder for what is made on the way
  /// @return the digest that it has in the registry
  /// @throws PushException where the registry does not take it
  public static Sha256 push(ContainerImage image, String name, boolean insecure, Path work)
      throws IOException, InterruptedException {
    Path archive = work.resolve("image.tar");
    image.writeArchive(archive, Instant.EPOCH);
    try {
      ImageReference reference = ImageReference.parse(name);
      RegistryImage target =
          RegistryImage.named(reference)
              .addCredentialRetriever(
                  CredentialRetrieverFactory.forImage(reference, _ -> {}).dockerConfig());
      Path layers = work.resolve("layers");
      Containerizer containerizer =
          Containerizer.to(target)
              .setAllowInsecureRegistries(insecure)
              .setApplicationLayersCache(layers)
              .setBaseImageLayersCache(layers);
      return new Sha256(
          Jib.from(TarImage.at(archive)).containerize(containerizer).getDigest().getHash());
    } catch (RegistryException
        | CacheDirectoryCreationException
        | ExecutionException
        | InvalidImageReferenceException e) {
      throw new PushException(name, String.valueOf(e.getMessage()));
    }
  }

  /// An image did not get to its registry.
  public static final class PushException extends LabException {
    private static final long serialVersionUID = 1L;

    PushException(String name, String why) {
      super("could not push " + name + ": " + why);
    }
  }
}
