package dev.carafe.image.archive;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.content.ContentCache;
import dev.carafe.image.content.Download;
import dev.carafe.image.content.Downloader;
import dev.carafe.image.content.Network;
import dev.carafe.image.content.OfflineException;
import dev.carafe.image.process.ParallelSteps;
import dev.carafe.image.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tukaani.xz.XZInputStream;

/// Debian's archive as a build sees it: pinned key -> signed index of a suite -> digest of its
/// package index -> packages.
///
/// Online, each opening asks for the signed indexes anew and refuses those that are out of date;
/// one that is older than what the cache has is passed over, as it says less. Offline, the last
/// ones are used, whatever their age: their signatures are checked again, their validity is not,
/// since a build without a network cannot be told about newer packages anyhow.
///
/// Source: [Debian repository format](https://wiki.debian.org/DebianRepository/Format).
public final class DebianArchive {
  private static final int LONGEST_RELEASE = 4 << 20;
  private static final Duration CLOCK_SKEW = Duration.ofHours(1);

  private final ArchiveConfig config;
  private final Downloader downloader;
  private final InstantSource clock;

  public DebianArchive(ArchiveConfig config, Downloader downloader, InstantSource clock) {
    this.config = config;
    this.downloader = downloader;
    this.clock = clock;
  }

  /// Reads the index of every suite.
  public PackageIndex open(Progress progress) {
    try (Progress.Task task = progress.begin("reading the package index", 0, Progress.Unit.BYTES)) {
      List<Callable<PackageIndex.SuitePackages>> steps = new ArrayList<>();
      config.suites().forEach(suite -> steps.add(() -> packages(suite, task)));
      return PackageIndex.of(
          ParallelSteps.run(config.suites().size(), steps), config.architecture());
    }
  }

  private PackageIndex.SuitePackages packages(ArchiveSuite suite, Progress.Task task) {
    Release release =
        downloader.network() == Network.ONLINE ? currentRelease(suite) : lastRelease(suite);
    Path text = packagesText(suite, release, task);
    try {
      return new PackageIndex.SuitePackages(suite.name(), Files.readAllBytes(text));
    } catch (IOException e) {
      throw new BadIndexException(text.toString(), String.valueOf(e.getMessage()));
    }
  }

  /// Asks the mirror, and keeps what it gives if it is newer than what is there.
  private Release currentRelease(ArchiveSuite suite) {
    byte[] bytes = downloader.fetchUnverified(suite.release(), LONGEST_RELEASE);
    Release release = verified(suite, bytes);
    demandFresh(suite, release);
    Optional<Release> last = cachedRelease(suite);
    if (last.isPresent() && last.get().date().isAfter(release.date())) {
      demandFresh(suite, last.get());
      return last.get();
    }
    cache().replace(cacheName(suite), target -> Files.write(target, bytes));
    return release;
  }

  private Release lastRelease(ArchiveSuite suite) {
    return cachedRelease(suite)
        .orElseThrow(() -> new OfflineException(List.of("the index of suite " + suite.name())));
  }

  /// The last index that was accepted. One that was damaged since is none.
  private Optional<Release> cachedRelease(ArchiveSuite suite) {
    Path file = cache().root().resolve(cacheName(suite));
    try {
      return Files.exists(file)
          ? Optional.of(verified(suite, Files.readAllBytes(file)))
          : Optional.empty();
    } catch (IOException | BadSignatureException _) {
      return Optional.empty();
    }
  }

  private Release verified(ArchiveSuite suite, byte[] bytes) {
    String what = suite.release().toString();
    String text = new SignatureCheck(suite.keys(), clock.instant()).verified(what, bytes);
    Release release = Release.parse(what, text);
    if (!release.codename().equals(suite.name()) && !release.suite().equals(suite.name())) {
      throw new WrongSuiteException(what, suite.name(), release.codename());
    }
    return release;
  }

  private void demandFresh(ArchiveSuite suite, Release release) {
    String what = suite.release().toString();
    Instant now = clock.instant();
    if (release.date().isAfter(now.plus(CLOCK_SKEW))) {
      throw new FutureIndexException(what, release.date(), now);
    }
    if (suite.expires() && release.validUntil().isEmpty()) {
      throw new ExpiredIndexException(what);
    }
    release
        .validUntil()
        .filter(now::isAfter)
        .ifPresent(validUntil -> {
          throw new ExpiredIndexException(what, validUntil, now);
        });
  }

  /// The package index as plain text. The signed index names the digest of the compressed and of
  /// the plain text, so that the plain one is content of its own, kept and checked like any other.
  private Path packagesText(ArchiveSuite suite, Release release, Progress.Task task) {
    String what = suite.release().toString();
    String directory = config.component() + "/binary-" + config.architecture();
    Release.IndexFile plain = release.demandFile(what, directory + "/Packages");
    Release.IndexFile packed = release.demandFile(what, directory + "/Packages.xz");
    String name = "the package index of " + suite.name();
    return cache()
        .findOrMake(
            name,
            plain.digest(),
            plain.size(),
            target -> {
              URI uri = suite.byDigest(directory, packed);
              unpack(
                  downloader.fetch(new Download(name, uri, packed.digest(), packed.size()), task),
                  target);
            });
  }

  private static void unpack(Path file, Path target) throws IOException {
    try (InputStream in = new XZInputStream(Files.newInputStream(file));
        OutputStream out = Files.newOutputStream(target)) {
      in.transferTo(out);
    }
  }

  private ContentCache cache() {
    return downloader.cache();
  }

  private static String cacheName(ArchiveSuite suite) {
    return "index/%s-%s/InRelease"
        .formatted(suite.name(), Sha256.of(suite.mirror().toString()).hex().substring(0, 16));
  }
}
