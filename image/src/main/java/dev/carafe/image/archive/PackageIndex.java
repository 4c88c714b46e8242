package dev.carafe.image.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The packages of some suites, by name and by what they provide.
///
/// A suite has some 70,000 packages in 57 MB of text, of which a build needs a few hundred: opening
/// only notes where each stanza stands, and a stanza is parsed when it is asked for. Not for use by
/// several threads.
public final class PackageIndex {
  private final List<SuitePackages> suites;
  private final String architecture;
  private final Map<String, List<Stanza>> byName;
  private final Map<String, List<Stanza>> byProvided;
  private final Pins pins;
  private final Map<Stanza, DebianPackage> parsed = new HashMap<>();

  private PackageIndex(
      List<SuitePackages> suites,
      String architecture,
      Map<String, List<Stanza>> byName,
      Map<String, List<Stanza>> byProvided,
      Pins pins) {
    this.suites = suites;
    this.architecture = architecture;
    this.byName = byName;
    this.byProvided = byProvided;
    this.pins = pins;
  }

  /// Notes where every package stands.
  ///
  /// @param suites the preferred first where two have the same version of a package
  public static PackageIndex of(List<SuitePackages> suites, String architecture) {
    Map<String, List<Stanza>> byName = new TreeMap<>();
    Map<String, List<Stanza>> byProvided = new TreeMap<>();
    for (int suite = 0; suite < suites.size(); suite++) {
      int number = suite;
      StanzaScanner.scan(
          suites.get(suite).text(),
          (start, end, name, provides) -> {
            Stanza stanza = new Stanza(number, start, end);
            byName.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(stanza);
            provides.forEach(virtual ->
                byProvided.computeIfAbsent(virtual, _ -> new ArrayList<>(1)).add(stanza));
          });
    }
    return new PackageIndex(List.copyOf(suites), architecture, byName, byProvided, Pins.NONE);
  }

  /// The same packages, but of those that are pinned only the version that they are pinned to.
  ///
  /// @throws UnknownPackageException where one is pinned that is not there
  /// @throws UnknownVersionException where one is not there in its version
  public PackageIndex pinned(Pins pins) {
    PackageIndex pinned = new PackageIndex(suites, architecture, byName, byProvided, pins);
    pins.versions()
        .forEach((name, version) -> {
          if (named(name).isEmpty()) {
            throw new UnknownPackageException(name, names());
          }
          if (pinned.named(name).isEmpty()) {
            throw new UnknownVersionException(name, version, named(name));
          }
        });
    return pinned;
  }

  /// The packages of a name, the highest version first.
  public List<DebianPackage> named(String name) {
    return packages(byName.getOrDefault(name, List.of()))
        .sorted(Comparator.comparing(DebianPackage::version).reversed())
        .toList();
  }

  /// The packages that provide a name, by their own names, the highest version first.
  public List<DebianPackage> providing(String name) {
    return packages(byProvided.getOrDefault(name, List.of()))
        .sorted(
            Comparator.comparing(DebianPackage::name)
                .thenComparing(Comparator.comparing(DebianPackage::version).reversed()))
        .toList();
  }

  /// The names of all packages.
  public Set<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }

  private Stream<DebianPackage> packages(List<Stanza> stanzas) {
    return stanzas.stream()
        .map(stanza -> parsed.computeIfAbsent(stanza, this::parse))
        .filter(pins::allow);
  }

  private DebianPackage parse(Stanza stanza) {
    SuitePackages suite = suites.get(stanza.suite);
    String text =
        new String(suite.text(), stanza.start, stanza.end - stanza.start, StandardCharsets.UTF_8);
    try {
      return DebianPackage.parse(suite.suite(), text, architecture);
    } catch (IllegalArgumentException e) {
      throw new BadIndexException(
          "the package index of %s at byte %d".formatted(suite.suite(), stanza.start), e);
    }
  }

  /// A suite's package index as its plain text.
  @SuppressWarnings("ArrayRecordComponent") // 57 MB that are neither copied nor compared
  public record SuitePackages(String suite, byte[] text) {}

  private record Stanza(int suite, int start, int end) {}
}
