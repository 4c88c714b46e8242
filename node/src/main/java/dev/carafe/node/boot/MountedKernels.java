package dev.carafe.node.boot;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.node.host.Processes;
import dev.carafe.settings.generation.Directory;
import dev.carafe.settings.generation.FileDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// The kernels on the EFI system partition that this system was started from, which is mounted
/// meanwhile.
public final class MountedKernels implements Kernels {
  private static final String FOLDER = "EFI/Linux";

  private final BootPartition partition;

  /// @param root `/` on a node
  public MountedKernels(Path root, Processes processes) {
    this.partition = new BootPartition(root, processes);
  }

  @Override
  public <T> T look(String what, Look<T> look) {
    return partition.read(what, mounted -> look.at(Folder.open(mounted.resolve(FOLDER))));
  }

  @Override
  public void change(String what, Change change) {
    partition.change(what, mounted -> change.to(Folder.open(mounted.resolve(FOLDER))));
  }

  /// A folder that is mounted.
  ///
  /// @param directory the same
  record Folder(Path path, Directory directory) implements KernelFolder {
    private static final int CHUNK = 1 << 18;

    static Folder open(Path path) throws IOException {
      return new Folder(path, FileDirectory.open(path));
    }

    @Override
    public List<String> names() throws IOException {
      return directory.names();
    }

    @Override
    public long room() throws IOException {
      return Files.getFileStore(path).getUsableSpace();
    }

    @Override
    public long size(String name) throws IOException {
      return Files.size(path.resolve(name));
    }

    @Override
    public <T> T read(String name, Reading<T> reading) throws IOException {
      try (FileChannel file = FileChannel.open(path.resolve(name), StandardOpenOption.READ)) {
        return reading.of(ByteSource.of(file));
      }
    }

    @Override
    public void write(String name, ByteSource content) throws IOException {
      try (FileChannel file =
          FileChannel.open(
              path.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer part = ByteBuffer.allocate(CHUNK);
        for (long at = 0; at < content.size(); at += part.limit()) {
          part.clear().limit((int) Math.min(CHUNK, content.size() - at));
          content.fill(part, at);
          part.flip();
          while (part.hasRemaining()) {
            file.write(part);
          }
        }
        file.force(true);
      }
    }

    @Override
    public void rename(String from, String to) throws IOException {
      if (Files.exists(path.resolve(to))) {
        throw new FileAlreadyExistsException(to);
      }
      FatNames.rename(path, from, to);
    }

    @Override
    public void delete(String name) throws IOException {
      directory.delete(name);
    }

    @Override
    public void sync() throws IOException {
      directory.sync();
    }
  }
}
