package dev.carafe.image.archive;

import dev.carafe.image.content.CacheException;
import dev.carafe.image.content.ContentCache;
import dev.carafe.image.content.Download;
import dev.carafe.image.content.Downloader;
import dev.carafe.image.content.Network;
import dev.carafe.image.content.Stamp;
import dev.carafe.image.process.ParallelSteps;
import dev.carafe.image.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

/// Brings locked packages into the cache.
///
/// Beside a package file stands what was unpacked from it: `data.tar` and the table of its entries,
/// so that a later build decompresses nothing. Who writes to them changes their stamp, and they are
/// unpacked again.
public final class PackageStore {
  private static final int CONNECTIONS = 6;

  private final ArchiveConfig config;
  private final Downloader downloader;
  private final Semaphore processors = new Semaphore(Runtime.getRuntime().availableProcessors());

  public PackageStore(ArchiveConfig config, Downloader downloader) {
    this.config = config;
    this.downloader = downloader;
  }

  /// The packages, fetched, verified and unpacked, in the order given.
  public List<DebPackage> fetch(List<LockedPackage> packages, Progress progress) {
    downloader.demandWithin(
        packages.stream()
            .filter(locked -> !isUnpacked(place(locked)))
            .map(this::download)
            .toList());
    return each(packages, progress, this::unpacked);
  }

  /// The package files, fetched, verified and worked on as they come, several at once.
  public void fetchFiles(List<LockedPackage> packages, Progress progress, Work work) {
    downloader.demandWithin(packages.stream().map(this::download).toList());
    each(
        packages,
        progress,
        (locked, task) -> {
          Path file = downloader.fetch(download(locked), task);
          return onProcessor(() -> {
            work.run(locked, file);
            return file;
          });
        });
  }

  /// Whether they may be fetched.
  public Network network() {
    return downloader.network();
  }

  /// The cache that packages are brought into.
  public ContentCache cache() {
    return downloader.cache();
  }

  private static <T> List<T> each(List<LockedPackage> packages, Progress progress, Step<T> step) {
    long bytes = packages.stream().mapToLong(LockedPackage::size).sum();
    String what = "fetching %d packages".formatted(packages.size());
    try (Progress.Task task = progress.begin(what, bytes, Progress.Unit.BYTES)) {
      List<Callable<T>> steps = new ArrayList<>();
      packages.forEach(locked -> steps.add(() -> step.run(locked, task)));
      return ParallelSteps.run(CONNECTIONS, steps);
    }
  }

  private DebPackage unpacked(LockedPackage locked, Progress.Task task) throws Exception {
    if (isUnpacked(place(locked))) {
      task.advance(locked.size());
    } else {
      Path file = downloader.fetch(download(locked), task);
      onProcessor(() ->
          cache()
              .derive(
                  directory(locked),
                  PackageStore::isUnpacked,
                  target -> unpack(locked, file, target)));
    }
    return opened(locked);
  }

  /// More transfers than processors run at once, but no more decompressions than processors.
  private <T> T onProcessor(Callable<T> work) throws Exception {
    processors.acquire();
    try {
      return work.call();
    } finally {
      processors.release();
    }
  }

  private DebPackage opened(LockedPackage locked) {
    Path directory = place(locked);
    try {
      return new DebPackage(locked, tar(directory), EntryTable.read(entries(directory)));
    } catch (IOException e) {
      throw new CacheException("read", entries(directory), e);
    }
  }

  private static void unpack(LockedPackage locked, Path file, Path target) throws IOException {
    Files.createDirectory(target);
    List<DebEntry> entries = new ArrayList<>();
    try (InputStream in = open(locked, file)) {
      Files.copy(in, tar(target));
    }
    try (InputStream in = Files.newInputStream(tar(target))) {
      TarReader.read(in, (entry, _) -> entries.add(entry));
    } catch (IOException e) {
      throw new BadPackageException(locked.title(), e);
    }
    EntryTable.write(entries(target), entries);
    Stamp.of(List.of(tar(target), entries(target))).write(target.resolve("stamp"));
  }

  private static InputStream open(LockedPackage locked, Path file) {
    try {
      return DebFile.data(file);
    } catch (IOException e) {
      throw new BadPackageException(locked.title(), e);
    }
  }

  private static boolean isUnpacked(Path directory) {
    return Stamp.holds(directory.resolve("stamp"), List.of(tar(directory), entries(directory)));
  }

  private static Path tar(Path directory) {
    return directory.resolve("data.tar");
  }

  private static Path entries(Path directory) {
    return directory.resolve("entries");
  }

  private Path place(LockedPackage locked) {
    return cache().root().resolve(directory(locked));
  }

  private static String directory(LockedPackage locked) {
    String hex = locked.digest().hex();
    return "packages/%s/%s".formatted(hex.substring(0, 2), hex);
  }

  private Download download(LockedPackage locked) {
    return new Download(
        locked.title(),
        config.demandSuite(locked.suite()).mirror().resolve(locked.path()),
        locked.digest(),
        locked.size());
  }

  private interface Step<T> {
    T run(LockedPackage locked, Progress.Task task) throws Exception;
  }

  /// What is done with a package file.
  @FunctionalInterface
  public interface Work {
    void run(LockedPackage locked, Path file) throws IOException;
  }
}
