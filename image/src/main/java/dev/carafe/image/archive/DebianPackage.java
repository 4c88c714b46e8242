package dev.carafe.image.archive;

import dev.carafe.disk.bytes.Sha256;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One version of a package in one suite, as the suite's index describes it.
///
/// @param dependencies `Pre-Depends`, then `Depends`
public record DebianPackage(
    LockedPackage locked,
    List<Dependency> dependencies,
    List<Relation> provides,
    List<Relation> conflicts,
    List<Relation> breaks) {
  private static final Pattern SOURCE = Pattern.compile("(\\S+)(?:\\s+\\((\\S+)\\))?");

  public DebianPackage {
    dependencies = List.copyOf(dependencies);
    provides = List.copyOf(provides);
    conflicts = List.copyOf(conflicts);
    breaks = List.copyOf(breaks);
  }

  /// Reads a stanza of a package index.
  ///
  /// Source: [Debian repository format, "Packages"
  /// indices](https://wiki.debian.org/DebianRepository/Format).
  static DebianPackage parse(String suite, String stanza, String architecture) {
    ControlFields fields = ControlFields.parse(stanza);
    return new DebianPackage(
        locked(suite, fields),
        Stream.of("Pre-Depends", "Depends")
            .flatMap(name -> fields.find(name).stream())
            .flatMap(field -> Dependency.parseField(field, architecture).stream())
            .toList(),
        relations(fields, "Provides", architecture),
        relations(fields, "Conflicts", architecture),
        relations(fields, "Breaks", architecture));
  }

  private static LockedPackage locked(String suite, ControlFields fields) {
    String name = fields.demand("Package");
    String version = fields.demand("Version");
    Matcher source = SOURCE.matcher(fields.find("Source").orElse(name));
    if (!source.matches()) {
      throw new IllegalArgumentException("not a source: '" + fields.demand("Source") + "'");
    }
    String sourceVersion = source.group(2);
    return new LockedPackage(
        name,
        new DebianVersion(version),
        fields.demand("Architecture"),
        suite,
        fields.demand("Filename"),
        Long.parseLong(fields.demand("Size")),
        new Sha256(fields.demand("SHA256")),
        source.group(1),
        new DebianVersion(sourceVersion == null ? version : sourceVersion));
  }

  private static List<Relation> relations(ControlFields fields, String name, String architecture) {
    return fields
        .find(name)
        .map(field -> Dependency.parseRelations(field, architecture))
        .orElse(List.of());
  }

  public String name() {
    return locked.name();
  }

  public DebianVersion version() {
    return locked.version();
  }

  /// Whether this package is one that a relation means, by its own name or by one it provides.
  boolean satisfies(Relation relation) {
    return (relation.name().equals(name()) && relation.accepts(version()))
        || provides.stream().anyMatch(relation::acceptsProvided);
  }
}
