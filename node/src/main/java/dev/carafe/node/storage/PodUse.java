package dev.carafe.node.storage;

import dev.carafe.node.cri.ContainerRuntime;
import dev.carafe.node.cri.Sandbox;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.Optional;

/// How much of the data partition is one pod's own and goes with it: what its containers have
/// written to their own files, its volumes that begin empty, and its logs.
///
/// @param bytes without those of `hostPath` volumes, which outlast the pod
record PodUse(String pod, long bytes) {

  /// The pod that uses most.
  ///
  /// @param volumes the folder that has one of each pod, as has `logs`
  static Optional<PodUse> largest(ContainerRuntime runtime, Path volumes, Path logs)
      throws IOException {
    PodUse largest = new PodUse("", 0);
    for (Sandbox sandbox : runtime.sandboxes()) {
      String pod = sandbox.pod();
      long bytes =
          runtime.writtenBytes(sandbox.id()) + size(volumes.resolve(pod)) + size(logs.resolve(pod));
      largest = max(largest, new PodUse(pod, bytes));
    }
    return Optional.of(largest).filter(use -> use.bytes > 0);
  }

  private static PodUse max(PodUse left, PodUse right) {
    return Comparator.comparingLong(PodUse::bytes).compare(left, right) >= 0 ? left : right;
  }

  /// What is deleted meanwhile does not count.
  private static long size(Path folder) throws IOException {
    long[] sum = {0};
    if (Files.isDirectory(folder)) {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<Path>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              sum[0] += attributes.size();
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) {
              return FileVisitResult.CONTINUE;
            }
          });
    }
    return sum[0];
  }
}
