package dev.carafe.image.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A process of its own whose threads take a few locks over and over, and fail where somebody else
/// is inside.
final class CacheLockContender {
  private static final int THREADS = 4;
  private static final int ROUNDS = 60;
  private static final int LOCKS = 3;

  private CacheLockContender() {}

  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]);
    List<Future<?>> threads = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(THREADS)) {
      for (int thread = 0; thread < THREADS; thread++) {
        int first = thread;
        threads.add(executor.submit(() -> contend(root, first)));
      }
    }
    for (Future<?> thread : threads) {
      thread.get();
    }
  }

  private static int contend(Path root, int first) throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      Path name = root.resolve("lock" + (first + round) % LOCKS);
      try (CacheLock _ = CacheLock.acquire(name)) {
        Path inside = Files.createFile(name.resolveSibling(name.getFileName() + ".inside"));
        Files.writeString(inside, "round " + round);
        Files.delete(inside);
      }
    }
    return ROUNDS;
  }
}
