package dev.carafe.lab;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import dev.carafe.image.tools.ToolsTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;

/// Container images made without a container engine, from a program of Debian's.
public final class ContainerImages {
  /// The name of the image that serves a page.
  public static final String HELLO = "carafe.lab/hello:1";

  private static final FilePermissions EXECUTABLE = FilePermissions.fromOctalString("755");

  private ContainerImages() {}

  /// Pushes the image that serves a page at port 80 to a registry.
  ///
  /// @param page what it serves
  public static void pushHello(ToolsTree tools, Registry registry, String page, Path work)
      throws IOException, InterruptedException {
    Path index = Files.writeString(work.resolve("index.html"), page);
    FileEntriesLayer layer =
        FileEntriesLayer.builder()
            .setName("hello")
            .addEntry(
                tools.file("usr/bin/busybox"),
                AbsoluteUnixPath.get("/bin/busybox"),
                EXECUTABLE,
                Instant.EPOCH)
            .addEntry(
                index,
                AbsoluteUnixPath.get("/www/index.html"),
                FilePermissions.DEFAULT_FILE_PERMISSIONS,
                Instant.EPOCH)
            .build();
    try {
      var _ =
          Jib.fromScratch()
              .addFileEntriesLayer(layer)
              .setEntrypoint(List.of("/bin/busybox", "httpd", "-f", "-p", "80", "-h", "/www"))
              .setCreationTime(Instant.EPOCH)
              .containerize(
                  Containerizer.to(RegistryImage.named("localhost:" + registry.port() + "/hello:1"))
                      .setAllowInsecureRegistries(true)
                      .setApplicationLayersCache(work.resolve("layers"))
                      .setBaseImageLayersCache(work.resolve("layers")));
    } catch (RegistryException
        | CacheDirectoryCreationException
        | ExecutionException
        | InvalidImageReferenceException e) {
      throw new ImageNotPushedException(String.valueOf(e.getMessage()));
    }
  }

  /// A container image did not get to the registry.
  static final class ImageNotPushedException extends LabException {
    private static final long serialVersionUID = 1L;

    ImageNotPushedException(String why) {
      super("could not push an image to the registry of the lab: " + why);
    }
  }
}
