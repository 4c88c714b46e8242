package dev.carafe.lab.task;

import dev.carafe.image.oci.LayerStack;
import dev.carafe.image.process.Command;
import dev.carafe.image.tar.TarArchive;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.image.tree.TreeEntry;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// A disk with the files of a task: an erofs, which the machine reads and never writes.
public final class TaskDisk {
  private static final int BUFFER = 1 << 20;

  private TaskDisk() {}

  /// Writes the files of an image.
  public static void write(ToolsTree tools, LayerStack files, Path target) {
    write(tools, files::write, target);
  }

  /// Writes some files, all of them root's.
  public static void write(ToolsTree tools, List<TreeEntry> files, Path target) {
    write(tools, out -> TarArchive.write(out, files, Instant.EPOCH), target);
  }

  private static void write(ToolsTree tools, Archive files, Path target) {
    Command make =
        tools.command("mkfs.erofs", "--quiet", "--tar=f", "-Enoinline_data", target.toString());
    make.run(in -> feed(files, in));
  }

  private static void feed(Archive files, OutputStream in) throws IOException {
    try (WritableByteChannel channel = Channels.newChannel(new BufferedOutputStream(in, BUFFER))) {
      files.write(channel);
    }
  }

  /// Writes a tar archive.
  private interface Archive {
    void write(WritableByteChannel target) throws IOException;
  }
}
