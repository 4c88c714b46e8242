package dev.carafe.node.pods;

import dev.carafe.node.NodeException;
import dev.carafe.node.host.Processes;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The volumes of pods, as folders of the host: `POD/SPECIFICATION/VOLUME`, where the second is the
/// digest of what the pod is made from, so that another one begins with empty folders.
///
/// @param data for what is to outlast a reboot
/// @param memory for what is not
/// @param root of the host
/// @param processes for mounting
public record PodVolumes(Path data, Path memory, Path root, Processes processes) {
  private static final Set<PosixFilePermission> ANYBODY =
      PosixFilePermissions.fromString("rwxrwxrwx");

  /// A volume could not be made.
  static final class VolumeException extends NodeException {
    private static final long serialVersionUID = 1L;

    VolumeException(String volume, String why) {
      super("could not make the volume '" + volume + "': " + why);
    }
  }

  /// Makes a volume, where it is not there yet, and returns where it is.
  ///
  /// @throws VolumeException where that cannot be done, or it is not what it must be
  Path make(Pod pod, Volume volume) {
    try {
      return switch (volume) {
        case Volume.EmptyFolder empty -> folder(data, pod, empty);
        case Volume.EmptyMemory empty -> tmpfs(pod, empty);
        case Volume.HostPath host -> hostPath(host);
        case Volume.Files files -> files(pod, files);
      };
    } catch (IOException e) {
      throw new VolumeException(volume.name(), e.toString());
    }
  }

  /// Removes what a pod had before it was as it is now.
  void removeFormer(Pod pod) {
    remove(pod.name(), SpecText.digest(SpecText.of(pod)));
  }

  /// Removes all that a pod has.
  void remove(Pod pod) {
    remove(pod.name(), "");
  }

  /// Removes the volumes of all pods but these.
  void removeOthers(Set<String> pods) {
    for (Path base : List.of(data, memory)) {
      for (Path pod : children(base)) {
        if (!pods.contains(pod.getFileName().toString())) {
          remove(pod.getFileName().toString(), "");
          removeTree(pod);
        }
      }
    }
  }

  private void remove(String pod, String kept) {
    for (Path base : List.of(data, memory)) {
      for (Path former : children(base.resolve(pod))) {
        if (!former.getFileName().toString().equals(kept)) {
          children(former).forEach(this::unmount);
          removeTree(former);
        }
      }
    }
  }

  private Path place(Path base, Pod pod, Volume volume) {
    return base.resolve(pod.name())
        .resolve(SpecText.digest(SpecText.of(pod)))
        .resolve(volume.name());
  }

  private Path folder(Path base, Pod pod, Volume volume) throws IOException {
    Path folder = place(base, pod, volume);
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, ANYBODY);
    }
    return folder;
  }

  private Path tmpfs(Pod pod, Volume.EmptyMemory volume) throws IOException {
    Path folder = place(memory, pod, volume);
    if (!isMounted(folder)) {
      Files.createDirectories(folder);
      String size = volume.bytes().isPresent() ? ",size=" + volume.bytes().getAsLong() : "";
      mount("mount", "-t", "tmpfs", "-o", "nosuid,nodev,mode=0777" + size, "tmpfs", folder);
    }
    return folder;
  }

  /// Whether it is another file system than the folder it is in.
  private static boolean isMounted(Path folder) throws IOException {
    return Files.isDirectory(folder)
        && !Files.getFileStore(folder).equals(Files.getFileStore(folder.resolveSibling(".")));
  }

  private void unmount(Path folder) {
    try {
      if (isMounted(folder)) {
        mount("umount", folder);
      }
    } catch (IOException e) {
      throw new VolumeException(folder.toString(), e.toString());
    }
  }

  private void mount(String program, Object... words) {
    processes.run(
        Stream.concat(
                Stream.of(root.resolve("usr/bin").resolve(program).toString()),
                Stream.of(words).map(Object::toString))
            .toList(),
        "");
  }

  private Path files(Pod pod, Volume.Files volume) throws IOException {
    Path folder = place(memory, pod, volume);
    Files.createDirectories(folder);
    for (var file : volume.files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Path part = path.resolveSibling("." + path.getFileName() + ".part");
      Files.createDirectories(path.getParent());
      Files.writeString(part, file.getValue());
      Files.setPosixFilePermissions(part, permissions(volume.mode()));
      Files.move(part, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
    return folder;
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] all = PosixFilePermission.values();
    for (int bit = 0; bit < all.length; bit++) {
      if ((mode >> (all.length - 1 - bit) & 1) != 0) {
        permissions.add(all[bit]);
      }
    }
    return permissions;
  }

  private Path hostPath(Volume.HostPath volume) throws IOException {
    Path path = root.resolve(volume.path().toString().substring(1)).normalize();
    switch (volume.type()) {
      case DIRECTORY_OR_CREATE -> Files.createDirectories(path);
      case FILE_OR_CREATE -> {
        if (!Files.exists(path)) {
          Files.createFile(path);
        }
      }
      case ANYTHING, DIRECTORY, FILE, SOCKET -> {}
    }
    demand(volume, path);
    if (!path.toRealPath().equals(path)) {
      throw new VolumeException(volume.name(), volume.path() + " leads elsewhere by a link");
    }
    return path;
  }

  private static void demand(Volume.HostPath volume, Path path) {
    boolean right =
        switch (volume.type()) {
          case ANYTHING -> Files.exists(path);
          case DIRECTORY_OR_CREATE, DIRECTORY -> Files.isDirectory(path);
          case FILE_OR_CREATE, FILE -> Files.isRegularFile(path);
          case SOCKET ->
              Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
        };
    if (!right) {
      String what = volume.type() == HostPathType.ANYTHING ? "nothing" : "no " + volume.type();
      throw new VolumeException(volume.name(), "there is " + what + " at " + volume.path());
    }
  }

  private static List<Path> children(Path folder) {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList();
    } catch (IOException e) {
      throw new VolumeException(folder.toString(), e.toString());
    }
  }

  /// Removes a folder with everything in it, and follows no link out of it.
  private static void removeTree(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure)
                throws IOException {
              Files.delete(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new VolumeException(folder.toString(), e.toString());
    }
  }
}
