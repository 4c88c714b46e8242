package dev.carafe.image.archive;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.settings.Problem;
import dev.carafe.settings.ProblemsException;
import dev.carafe.settings.TomlTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The packages of a build: those whose files are in the image, those whose programs made it, and
/// those whose programs have built what components bring as source.
///
/// Each list is ordered by name, and the text of equal locks is equal. Format:
/// `docs/formats/package-lock.md`.
public record PackageLock(
    List<LockedPackage> image, List<LockedPackage> tools, List<LockedPackage> compilers) {
  private static final long FORMAT = 1;

  public PackageLock {
    image = ordered(image);
    tools = ordered(tools);
    compilers = ordered(compilers);
  }

  private static List<LockedPackage> ordered(List<LockedPackage> packages) {
    return packages.stream()
        .sorted(
            Comparator.comparing(LockedPackage::name).thenComparing(LockedPackage::architecture))
        .toList();
  }

  /// The lock as TOML.
  public String toToml() {
    return "format = "
        + FORMAT
        + "\n"
        + tables("image", image)
        + tables("tools", tools)
        + tables("compilers", compilers);
  }

  private static String tables(String section, List<LockedPackage> packages) {
    return packages.stream().map(locked -> table(section, locked)).collect(Collectors.joining());
  }

  /// No value needs an escape: [LockedPackage] admits none that would.
  private static String table(String section, LockedPackage locked) {
    return """

    [[%s]]
    name = "%s"
    version = "%s"
    architecture = "%s"
    suite = "%s"
    path = "%s"
    size = %d
    sha256 = "%s"
    source = "%s"
    source-version = "%s"
    """
        .formatted(
            section,
            locked.name(),
            locked.version(),
            locked.architecture(),
            locked.suite(),
            locked.path(),
            locked.size(),
            locked.digest(),
            locked.source(),
            locked.sourceVersion());
  }

  /// Reads a lock.
  ///
  /// @param source what problems call the text
  /// @throws ProblemsException with everything that is wrong in it, by line and column
  public static PackageLock parse(String source, String text) {
    List<Problem> problems = new ArrayList<>();
    TomlTable document = TomlTable.parse(source, text, problems);
    if (problems.isEmpty() && document.integer("format", 0) != FORMAT) {
      document.problem(
          "format",
          "expected format " + FORMAT + ", found " + document.integer("format", 0),
          "write the lock anew, with this version of carafe");
    }
    PackageLock lock =
        new PackageLock(
            packages(document, "image"),
            packages(document, "tools"),
            packages(document, "compilers"));
    document.finish();
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
    return lock;
  }

  private static List<LockedPackage> packages(TomlTable document, String section) {
    return document.tables(section).stream()
        .map(PackageLock::locked)
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<LockedPackage> locked(TomlTable table) {
    String name = table.string("name");
    String version = table.string("version");
    String architecture = table.string("architecture");
    String suite = table.string("suite");
    String path = table.string("path");
    long size = table.integer("size", 0);
    String digest = table.string("sha256");
    String source = table.string("source");
    String sourceVersion = table.string("source-version");
    table.finish();
    try {
      return Optional.of(
          new LockedPackage(
              name,
              new DebianVersion(version),
              architecture,
              suite,
              path,
              size,
              new Sha256(digest),
              source,
              new DebianVersion(sourceVersion)));
    } catch (IllegalArgumentException e) {
      table.problem(
          "name", "package '" + name + "': " + e.getMessage(), "write the lock anew, or mend it");
      return Optional.empty();
    }
  }
}
