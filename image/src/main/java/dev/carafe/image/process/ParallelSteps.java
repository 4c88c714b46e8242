package dev.carafe.image.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Steps that are done at the same time. The first that fails ends the others: nobody waits for a
/// gigabyte to hear of a wrong digest.
public final class ParallelSteps {
  private ParallelSteps() {}

  /// What the steps gave, in their order.
  public static <T> List<T> run(int threads, List<Callable<T>> steps) {
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      try {
        return results(executor, steps);
      } catch (ExecutionException e) {
        executor.shutdownNow();
        throw failure(e.getCause());
      } catch (InterruptedException e) {
        executor.shutdownNow();
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
  }

  private static <T> List<T> results(ExecutorService executor, List<Callable<T>> steps)
      throws ExecutionException, InterruptedException {
    ExecutorCompletionService<T> completion = new ExecutorCompletionService<>(executor);
    List<Future<T>> futures = steps.stream().map(completion::submit).toList();
    for (int done = 0; done < futures.size(); done++) {
      completion.take().get();
    }
    List<T> results = new ArrayList<>();
    for (Future<T> future : futures) {
      results.add(future.get());
    }
    return results;
  }

  private static RuntimeException failure(@Nullable Throwable cause) {
    return switch (cause) {
      case RuntimeException failure -> failure;
      case IOException failure -> new UncheckedIOException(failure);
      case null, default -> new IllegalStateException(cause);
    };
  }
}
