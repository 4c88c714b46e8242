package dev.carafe.image.archive;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Finds the packages that some requests need together.
///
/// Greedy, as `apt` is: of each package the highest version; of each dependency an alternative that
/// is already chosen, or else the first one that the archive has, itself or by what provides it.
/// What was asked for by name is chosen before anything else. `Recommends` are not followed. It
/// never takes a choice back: what does not fit together is an error that names both sides, and a
/// request or an exclusion more settles it. The same requests on the same index give the same
/// packages in the same order.
public final class PackageResolver {
  private final PackageIndex index;
  private final NavigableMap<String, DebianPackage> chosen = new TreeMap<>();

  private PackageResolver(PackageIndex index) {
    this.index = index;
  }

  /// The packages, by name.
  ///
  /// @throws UnknownPackageException where a request names nothing
  /// @throws UnsatisfiedDependencyException where a chosen package needs what is not there
  /// @throws ConflictException where two chosen packages exclude each other
  public static List<LockedPackage> resolve(PackageIndex index, List<PackageRequest> requests) {
    PackageResolver resolver = new PackageResolver(index);
    requests.forEach(request -> resolver.choose(resolver.requested(request.name())));
    requests.forEach(resolver::follow);
    resolver.demandHarmony();
    return resolver.chosen.values().stream().map(DebianPackage::locked).toList();
  }

  private DebianPackage requested(String name) {
    return Stream.concat(index.named(name).stream(), index.providing(name).stream())
        .findFirst()
        .orElseThrow(() -> new UnknownPackageException(name, index.names()));
  }

  private void choose(DebianPackage candidate) {
    chosen.putIfAbsent(candidate.name(), candidate);
  }

  /// Walks what one request needs, breadth first. Each request walks for itself, since its
  /// exclusions are its own.
  private void follow(PackageRequest request) {
    Deque<DebianPackage> waiting = new ArrayDeque<>(List.of(requested(request.name())));
    Set<String> seen = new HashSet<>(Set.of(waiting.getFirst().name()));
    while (!waiting.isEmpty()) {
      DebianPackage needing = waiting.removeFirst();
      for (Dependency dependency : needing.dependencies()) {
        needed(needing, dependency, request.without())
            .filter(found -> seen.add(found.name()))
            .ifPresent(found -> {
              choose(found);
              waiting.addLast(found);
            });
      }
    }
  }

  /// The package that satisfies a dependency; empty where the request does without it.
  private Optional<DebianPackage> needed(
      DebianPackage needing, Dependency dependency, Set<String> without) {
    Optional<DebianPackage> present = first(dependency, this::alreadyChosen);
    if (present.isEmpty() && names(dependency, without)) {
      return Optional.empty();
    }
    return present
        .or(() -> first(dependency, this::available))
        .or(() -> {
          throw new UnsatisfiedDependencyException(needing, dependency);
        })
        .filter(found -> !without.contains(found.name()));
  }

  /// An exclusion of any alternative excludes them all: who does without `debconf` does not want
  /// the `cdebconf` behind `debconf | debconf-2.0` either.
  private static boolean names(Dependency dependency, Set<String> without) {
    return dependency.alternatives().stream().map(Relation::name).anyMatch(without::contains);
  }

  private static Optional<DebianPackage> first(
      Dependency dependency, Function<Relation, Optional<DebianPackage>> find) {
    return dependency.alternatives().stream().map(find).flatMap(Optional::stream).findFirst();
  }

  private Optional<DebianPackage> alreadyChosen(Relation relation) {
    return Stream.concat(
            Stream.of(relation.name()),
            index.providing(relation.name()).stream().map(DebianPackage::name))
        .map(chosen::get)
        .flatMap(Stream::ofNullable)
        .filter(satisfying(relation))
        .findFirst();
  }

  /// A package that is chosen in another version is not available any more.
  private Optional<DebianPackage> available(Relation relation) {
    return Stream.concat(
            index.named(relation.name()).stream(), index.providing(relation.name()).stream())
        .filter(satisfying(relation))
        .filter(candidate -> !chosen.containsKey(candidate.name()))
        .findFirst();
  }

  private static Predicate<DebianPackage> satisfying(Relation relation) {
    return candidate -> candidate.satisfies(relation);
  }

  private void demandHarmony() {
    for (DebianPackage declaring : chosen.values()) {
      demandNone(declaring, "Conflicts", declaring.conflicts());
      demandNone(declaring, "Breaks", declaring.breaks());
    }
  }

  private void demandNone(DebianPackage declaring, String field, List<Relation> relations) {
    for (Relation relation : relations) {
      chosen.values().stream()
          .filter(other -> !other.name().equals(declaring.name()))
          .filter(satisfying(relation))
          .findFirst()
          .ifPresent(other -> {
            throw new ConflictException(declaring, field, relation, other);
          });
    }
  }
}
