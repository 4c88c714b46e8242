package dev.carafe.lab;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import dev.carafe.disk.bytes.Sha256;
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

  /// Pushes the image that serves a page at port 80 to a registry, and gives its digest. The same
  /// page gives the same image.
  ///
  /// @param page what it serves, in HTML
  /// @param work a folder for what is made on the way
  public static Sha256 pushHello(ToolsTree tools, Registry registry, String page, Path work)
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
    return push(
        () ->
            Jib.fromScratch()
                .addFileEntriesLayer(layer)
                .setEntrypoint(List.of("/bin/busybox", "httpd", "-f", "-p", "80", "-h", "/www"))
                .setCreationTime(Instant.EPOCH),
        registry,
        "hello:1",
        work);
  }

  /// Pushes an image of busybox and, in a layer of its own, the file `/payload`, and gives its
  /// digest.
  ///
  /// @param name in the registry, with its tag
  /// @param work a folder for what is made on the way
  public static Sha256 pushFile(
      ToolsTree tools, Registry registry, String name, byte[] content, Path work)
      throws IOException, InterruptedException {
    Path payload = Files.write(work.resolve("payload"), content);
    FileEntriesLayer programs =
        FileEntriesLayer.builder()
            .setName("busybox")
            .addEntry(
                tools.file("usr/bin/busybox"),
                AbsoluteUnixPath.get("/bin/busybox"),
                EXECUTABLE,
                Instant.EPOCH)
            .build();
    FileEntriesLayer file =
        FileEntriesLayer.builder()
            .setName("payload")
            .addEntry(
                payload,
                AbsoluteUnixPath.get("/payload"),
                FilePermissions.DEFAULT_FILE_PERMISSIONS,
                Instant.EPOCH)
            .build();
    return push(
        () ->
            Jib.fromScratch()
                .addFileEntriesLayer(programs)
                .addFileEntriesLayer(file)
                .setCreationTime(Instant.EPOCH),
        registry,
        name,
        work);
  }

  private interface Recipe {
    JibContainerBuilder make() throws InvalidImageReferenceException;
  }

  private static Sha256 push(Recipe recipe, Registry registry, String name, Path work)
      throws IOException, InterruptedException {
    try {
      return push(
          recipe.make(), "127.0.0.1:" + registry.port() + "/" + name, work.resolve("layers"));
    } catch (RegistryException
        | CacheDirectoryCreationException
        | ExecutionException
        | InvalidImageReferenceException e) {
      throw new ImageNotPushedException(String.valueOf(e.getMessage()));
    }
  }

  private static Sha256 push(JibContainerBuilder image, String name, Path layers)
      throws RegistryException,
          CacheDirectoryCreationException,
          ExecutionException,
          InvalidImageReferenceException,
          InterruptedException,
          IOException {
    Containerizer target =
        Containerizer.to(RegistryImage.named(name))
            .setAllowInsecureRegistries(true)
            .setApplicationLayersCache(layers)
            .setBaseImageLayersCache(layers);
    return new Sha256(image.containerize(target).getDigest().getHash());
  }

  /// A container image did not get to the registry.
  static final class ImageNotPushedException extends LabException {
    private static final long serialVersionUID = 1L;

    ImageNotPushedException(String why) {
      super("could not push an image to the registry of the lab: " + why);
    }
  }
}
