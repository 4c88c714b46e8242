package dev.carafe.node.problems;

import dev.carafe.node.host.KernelText;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The control group of a container, with what its end would give.
///
/// Source: [Linux, Control Group v2](https://docs.kernel.org/admin-guide/cgroup-v2.html).
///
/// @param bytes of memory that nobody else could be given
/// @param adjustment how early its processes are ended when memory runs out, from -1000 to 1000
record ContainerGroup(Path folder, long bytes, int adjustment) {
  private static final String PARENT = "k8s.io";
  private static final int PARTS = 1000;

  /// All of them; one that ends meanwhile is left out.
  ///
  /// @param groups the root of all groups, `/sys/fs/cgroup`
  static List<ContainerGroup> all(Path groups, Path proc) {
    List<ContainerGroup> all = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(groups.resolve(PARENT))) {
      for (Path folder : folders) {
        if (ContainerNames.idOf(folder.toString()).isPresent()) {
          add(folder, proc, all);
        }
      }
    } catch (IOException _) {
      // there are none
    }
    return all;
  }

  private static void add(Path folder, Path proc, List<ContainerGroup> all) {
    try {
      String first = KernelText.read(folder.resolve("cgroup.procs")).lines().findFirst().orElse("");
      if (!first.isEmpty()) {
        String adjustment = KernelText.read(proc.resolve(first).resolve("oom_score_adj")).strip();
        all.add(
            new ContainerGroup(
                folder,
                ownBytes(KernelText.read(folder.resolve("memory.stat"))),
                Integer.parseInt(adjustment)));
      }
    } catch (IOException | NumberFormatException _) {
      // it has ended
    }
  }

  private static long ownBytes(String statistics) {
    return statistics
        .lines()
        .filter(line -> line.startsWith("anon ") || line.startsWith("shmem "))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
        .sum();
  }

  /// How much sooner than others it is to end: what the kernel would say of a process that had all
  /// its memory.
  ///
  /// @param memory of the machine, in bytes
  long badness(long memory) {
    return bytes * PARTS / memory + adjustment;
  }

  /// As the kernel calls it: `/k8s.io/ID`.
  String name() {
    return "/" + PARENT + "/" + folder.getFileName();
  }

  /// Ends all its processes.
  void kill() throws IOException {
    Files.writeString(folder.resolve("cgroup.kill"), "1");
  }
}
