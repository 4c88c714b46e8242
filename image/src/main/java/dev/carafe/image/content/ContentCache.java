package dev.carafe.image.content;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.progress.Progress;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The cache that all builds of a user share: content by its SHA-256, and what was made from
/// content.
///
/// Everything in it can be fetched or made again. A thing appears under its name at once and whole;
/// whoever makes it holds its lock and works at `NAME.new`, so that what a broken run left there is
/// swept away by the next. Content carries a [Stamp] and is digested again when the stamp is not
/// true any more.
///
/// Layout: `docs/formats/cache.md`.
public final class ContentCache {
  private static final Pattern CONTENT = Pattern.compile("[0-9a-f]{64}");

  private final Path root;

  /// @param root a directory, made when it is first needed
  public ContentCache(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /// Where a user's cache is: `$XDG_CACHE_HOME/carafe`, or else `~/.cache/carafe`, where `~` is
  /// `$HOME` or else what the system's list of users says.
  ///
  /// Source: [XDG Base Directory](https://specifications.freedesktop.org/basedir-spec/latest/).
  public static Path defaultRoot(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
        .map(Path::of)
        .filter(Path::isAbsolute)
        .orElseGet(() -> home(environment).resolve(".cache"))
        .resolve("carafe");
  }

  private static Path home(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("HOME"))
        .map(Path::of)
        .filter(Path::isAbsolute)
        .orElseGet(() -> Path.of(System.getProperty("user.home")));
  }

  /// The directory.
  public Path root() {
    return root;
  }

  /// The file with some content, if it is there and whole.
  ///
  /// A file of another size, or one that was written to since it was checked and has another digest
  /// now, counts as absent.
  public Optional<Path> find(Sha256 digest, long size) {
    Path file = path(digest);
    try {
      return Files.isRegularFile(file) && Files.size(file) == size && isWhole(file, digest)
          ? Optional.of(file)
          : Optional.empty();
    } catch (IOException e) {
      throw new CacheException("read", file, e);
    }
  }

  /// The file with some content, made if it is not there.
  ///
  /// @param what the content's name in errors
  /// @throws DigestMismatchException where the maker made something else
  public Path findOrMake(String what, Sha256 digest, long size, Maker maker) {
    try (CacheLock _ = lock(digest)) {
      return find(digest, size)
          .orElseGet(() -> {
            Path fresh = beside(path(digest), ".new");
            makeFresh(fresh, maker);
            return put(what, fresh, digest);
          });
    }
  }

  /// Takes a finished file into the cache, away from where it is.
  ///
  /// @param what the content's name in errors
  /// @throws DigestMismatchException where it is not the expected content; the file is deleted
  Path put(String what, Path file, Sha256 expected) {
    try {
      Sha256 found = Sha256.of(file);
      if (!found.equals(expected)) {
        Files.delete(file);
        throw new DigestMismatchException(what, expected, found);
      }
      Path target = path(expected);
      move(file, target);
      stamp(target);
      return target;
    } catch (IOException e) {
      throw new CacheException("put into the cache", file, e);
    }
  }

  /// Makes something from content once, or again if it is not good any more.
  ///
  /// @param name its path in the cache
  /// @param good whether what stands there can be used
  /// @param maker makes a file or directory at the path given to it
  /// @return where it is
  public Path derive(String name, Predicate<Path> good, Maker maker) {
    Path target = root.resolve(name);
    if (good.test(target)) {
      return target;
    }
    try (CacheLock _ = lock(name)) {
      if (!good.test(target)) {
        make(target, maker);
      }
    }
    return target;
  }

  /// Makes a directory from content once, or again if one of its files was touched since.
  ///
  /// @param name its path in the cache
  /// @param maker fills the empty directory given to it
  /// @return where its files are
  public Path deriveTree(String name, Maker maker) {
    Path target =
        derive(
            name,
            place -> new StampedTree(place).isWhole(),
            fresh -> new StampedTree(fresh).make(maker));
    return new StampedTree(target).tree();
  }

  /// Makes something new in the place of whatever stands there.
  public Path replace(String name, Maker maker) {
    Path target = root.resolve(name);
    try (CacheLock _ = lock(name)) {
      make(target, maker);
    }
    return target;
  }

  /// Reads every content and names those that are not what they should be. They are deleted, so
  /// that the next build fetches them again.
  public List<Sha256> damaged(Progress progress) {
    List<Path> contents = contents();
    List<Sha256> damaged = new ArrayList<>();
    try (Progress.Task task =
        progress.begin("checking the cache", contents.size(), Progress.Unit.ITEMS)) {
      for (Path file : contents) {
        Sha256 digest = new Sha256(file.getFileName().toString());
        if (!Sha256.of(file).equals(digest)) {
          damaged.add(digest);
          Files.delete(file);
        }
        task.advance(1);
      }
    } catch (IOException e) {
      throw new CacheException("check", root, e);
    }
    return damaged;
  }

  /// Where content is half fetched.
  Path part(Sha256 digest) {
    return beside(path(digest), ".part");
  }

  CacheLock lock(Sha256 digest) {
    return lock("content/" + digest);
  }

  /// A lock for every name, never one for several: who makes a tools tree holds its lock while
  /// others fetch its packages.
  private CacheLock lock(String name) {
    return CacheLock.acquire(root.resolve("locks").resolve(name.replace('/', '-')));
  }

  private Path path(Sha256 digest) {
    return root.resolve("content").resolve(digest.hex().substring(0, 2)).resolve(digest.hex());
  }

  private List<Path> contents() {
    Path directory = root.resolve("content");
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> CONTENT.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new CacheException("list", directory, e);
    }
  }

  private static boolean isWhole(Path file, Sha256 digest) throws IOException {
    if (Stamp.holds(beside(file, ".stamp"), List.of(file))) {
      return true;
    }
    boolean whole = Sha256.of(file).equals(digest);
    if (whole) {
      stamp(file);
    }
    return whole;
  }

  private static void stamp(Path file) throws IOException {
    Stamp.of(List.of(file)).write(beside(file, ".stamp"));
  }

  private static void makeFresh(Path fresh, Maker maker) {
    try {
      Files.createDirectories(fresh.getParent());
      delete(fresh);
      maker.make(fresh);
    } catch (IOException e) {
      throw new CacheException("make", fresh, e);
    }
  }

  private static void make(Path target, Maker maker) {
    Path fresh = beside(target, ".new");
    makeFresh(fresh, maker);
    try {
      if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
        delete(target);
      }
      move(fresh, target);
    } catch (IOException e) {
      throw new CacheException("make", target, e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path beside(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// Makes a file or directory at a path where nothing stands.
  @FunctionalInterface
  public interface Maker {
    void make(Path target) throws IOException;
  }
}
