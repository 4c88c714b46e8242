package dev.carafe.cli.bench;

import dev.carafe.image.archive.DebianPackage;
import dev.carafe.image.archive.DebianVersion;
import dev.carafe.image.archive.LockedPackage;
import dev.carafe.image.archive.PackageIndex;
import dev.carafe.image.archive.PackageLock;
import dev.carafe.image.archive.Pins;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An update between two systems that were built alike, but for the versions of some packages.
///
/// @param name for scripts
/// @param what for a person: which packages
/// @param before the versions that the older system has
public record UpdatePair(String name, String what, Pins before) {
  private static final int FEW = 3;

  /// The updates of which the archive still has both sides: of one source package, of the kernel,
  /// and of everything at once. Often that is what came since the last point release.
  ///
  /// @param now the packages of the newer system
  public static List<UpdatePair> known(PackageLock now, PackageIndex index) {
    List<Changed> all =
        Stream.concat(now.image().stream(), now.tools().stream())
            .distinct()
            .flatMap(locked -> Changed.of(locked, index).stream())
            .toList();
    List<Changed> kernel = all.stream().filter(Changed::isKernel).toList();
    List<Changed> ordinary = all.stream().filter(Changed::isOrdinary).toList();
    List<Changed> one =
        ordinary.stream().filter(changed -> changed.isOfSourceOf(ordinary.getFirst())).toList();
    List<UpdatePair> pairs = new ArrayList<>();
    of("package", one).ifPresent(pairs::add);
    of("kernel", kernel).ifPresent(pairs::add);
    of("all", all).ifPresent(pairs::add);
    return List.copyOf(pairs);
  }

  private static Optional<UpdatePair> of(String name, List<Changed> packages) {
    Map<String, DebianVersion> before = new TreeMap<>();
    packages.forEach(changed -> before.put(changed.now.name(), changed.before));
    String few = packages.stream().map(Changed::title).collect(Collectors.joining(", "));
    String what = packages.size() > FEW ? packages.size() + " packages" : few;
    return packages.isEmpty()
        ? Optional.empty()
        : Optional.of(new UpdatePair(name, what, new Pins(before)));
  }

  /// The update from what a user has pinned.
  public static UpdatePair of(Pins pins) {
    return new UpdatePair("pinned", "from " + pins.versions(), pins);
  }

  /// A package, and the version before it.
  private record Changed(LockedPackage now, DebianVersion before) {
    static Optional<Changed> of(LockedPackage now, PackageIndex index) {
      return index.named(now.name()).stream()
          .map(DebianPackage::version)
          .filter(version -> version.compareTo(now.version()) < 0)
          .findFirst()
          .map(version -> new Changed(now, version));
    }

    boolean isKernel() {
      return now.source().startsWith("linux");
    }

    boolean isOrdinary() {
      return !isKernel() && !now.source().startsWith("openjdk");
    }

    boolean isOfSourceOf(Changed other) {
      return now.source().equals(other.now.source());
    }

    String title() {
      return "%s %s to %s".formatted(now.name(), before, now.version());
    }
  }
}
