package dev.carafe.image.tools;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.archive.LockedPackage;
import dev.carafe.image.archive.PackageStore;
import dev.carafe.image.content.CacheException;
import dev.carafe.image.process.Command;
import dev.carafe.image.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Programs from packages, laid out in the cache and run from there, so that a build needs none of
/// the machine's own.
///
/// A tree is made once for a set of package digests and never written to again; where one of its
/// files was touched, it is made anew. No root: owners are not kept.
public final class ToolsTree {
  /// Part of every tree's name: another layout is another tree.
  private static final String LAYOUT = "1";

  private static final List<String> PLACES =
      List.of("usr/bin", "usr/sbin", "usr/lib/systemd", "usr/libexec", "usr/lib/qemu");
  private static final String JVMS = "usr/lib/jvm";

  private final Path root;

  private ToolsTree(Path root) {
    this.root = root;
  }

  /// The tree of some packages, made if it is not there.
  public static ToolsTree open(
      PackageStore store, List<LockedPackage> packages, Progress progress) {
    return new ToolsTree(
        store
            .cache()
            .deriveTree("tools/" + name(packages), tree -> fill(tree, store, packages, progress)));
  }

  private static String name(List<LockedPackage> packages) {
    String digests =
        packages.stream()
            .map(locked -> locked.digest().hex())
            .sorted()
            .collect(Collectors.joining("\n"));
    return Sha256.of(LAYOUT + "\n" + digests).hex();
  }

  private static void fill(
      Path tree, PackageStore store, List<LockedPackage> packages, Progress progress)
      throws IOException {
    Extraction extraction = new Extraction(tree);
    store.fetchFiles(packages, progress, extraction::extract);
    Surroundings.prepare(tree);
  }

  /// The directory that stands for `/`.
  public Path root() {
    return root;
  }

  /// A file by its path without a leading `/`: `usr/share/OVMF/OVMF_CODE_4M.fd`.
  ///
  /// @throws ToolMissingException where no package has it
  public Path file(String path) {
    Path file = root.resolve(path);
    if (!Files.exists(file)) {
      throw new ToolMissingException("file /" + path);
    }
    return file;
  }

  /// A program by its name, with arguments.
  ///
  /// @throws ToolMissingException where no package has it
  public Command command(String program, String... arguments) {
    return commandAt(
        find(program).orElseThrow(() -> new ToolMissingException("program '" + program + "'")),
        arguments);
  }

  /// A program that stands outside the tree, run with the tree's libraries.
  public Command commandAt(Path path, String... arguments) {
    return new Command(
            String.valueOf(path.getFileName()),
            new Loader(root).words(path),
            Surroundings.environment(root),
            Optional.empty())
        .with(arguments);
  }

  private Optional<Path> find(String program) {
    return Stream.concat(PLACES.stream().map(root::resolve), javaPlaces().stream())
        .map(place -> place.resolve(program))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /// Where the programs of Java are: nothing links them to `/usr/bin`, as that is the work of a
  /// maintainer script.
  private List<Path> javaPlaces() {
    Path jvms = root.resolve(JVMS);
    if (!Files.isDirectory(jvms)) {
      return List.of();
    }
    try (Stream<Path> homes = Files.list(jvms)) {
      return new ArrayList<>(homes.map(home -> home.resolve("bin")).sorted().toList());
    } catch (IOException e) {
      throw new CacheException("list", jvms, e);
    }
  }
}
