package dev.carafe.node.bootstrap;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The end of a container's log. A line is `TIME STREAM TAG TEXT`.
///
/// Source: [the kubelet's
/// logs](https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kuberuntime/logs/logs.go).
record LastWords(Path log) {
  private static final int BYTES = 8 << 10;

  /// The last lines of the log that say something.
  List<String> read(int lines) {
    if (!Files.exists(log)) {
      return List.of();
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long start = Math.max(0, file.length() - BYTES);
      byte[] end = new byte[(int) (file.length() - start)];
      file.seek(start);
      file.readFully(end);
      List<String> all =
          new String(end, StandardCharsets.UTF_8)
              .lines()
              .skip(start == 0 ? 0 : 1)
              .map(LastWords::text)
              .filter(text -> !text.isBlank())
              .toList();
      return all.subList(Math.max(0, all.size() - lines), all.size());
    } catch (IOException e) {
      return List.of("its log cannot be read: " + e.getMessage());
    }
  }

  private static String text(String line) {
    String[] parts = line.split(" ", 4);
    return parts.length == 4 ? parts[3].strip() : "";
  }

  /// Begins it anew.
  void forget() throws IOException {
    Files.deleteIfExists(log);
  }
}
