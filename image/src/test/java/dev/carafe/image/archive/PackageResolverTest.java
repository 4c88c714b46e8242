package dev.carafe.image.archive;

import static dev.carafe.image.archive.TestArchive.stanza;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PackageResolverTest {

  private static PackageIndex index(String... suites) {
    List<PackageIndex.SuitePackages> packages = new ArrayList<>();
    for (int i = 0; i < suites.length; i++) {
      packages.add(
          new PackageIndex.SuitePackages("suite" + i, suites[i].getBytes(StandardCharsets.UTF_8)));
    }
    return PackageIndex.of(packages, "amd64");
  }

  private static List<String> resolve(PackageIndex index, PackageRequest... requests) {
    return PackageResolver.resolve(index, List.of(requests)).stream()
        .map(LockedPackage::title)
        .toList();
  }

  private static List<String> resolve(PackageIndex index, String... names) {
    return resolve(index, Stream.of(names).map(PackageRequest::of).toArray(PackageRequest[]::new));
  }

  private static Pins pin(String name, String version) {
    return new Pins(Map.of(name, new DebianVersion(version)));
  }

  @Test
  void followsDependsAndPreDependsButNotRecommends() {
    PackageIndex index =
        index(
            stanza("a1", "1", "Pre-Depends: p1", "Depends: d1 (>= 2)", "Recommends: r1")
                + stanza("p1", "1")
                + stanza("d1", "2", "Depends: a1")
                + stanza("r1", "1"));

    assertThat(resolve(index, "a1")).containsExactly("a1 1", "d1 2", "p1 1");
  }

  @Test
  void takesTheHighestVersionOfAllSuites() {
    PackageIndex index =
        index(stanza("a1", "1.9") + stanza("b1", "1"), stanza("a1", "1.10"), stanza("b1", "1"));

    assertThat(PackageResolver.resolve(index, List.of(PackageRequest.of("a1"))))
        .extracting(LockedPackage::suite)
        .containsExactly("suite1");
    assertThat(PackageResolver.resolve(index, List.of(PackageRequest.of("b1"))))
        .extracting(LockedPackage::suite)
        .containsExactly("suite0");
  }

  @Test
  void takesThePinnedVersionAndWhatItNeeds() {
    PackageIndex index =
        index(
            stanza("a1", "1", "Depends: kernel-1") + stanza("kernel-1", "1"),
            stanza("a1", "2", "Depends: kernel-2") + stanza("kernel-2", "2"));

    assertThat(resolve(index, "a1")).containsExactly("a1 2", "kernel-2 2");
    assertThat(resolve(index.pinned(pin("a1", "1")), "a1")).containsExactly("a1 1", "kernel-1 1");
  }

  @Test
  void refusesAPinThatTheArchiveDoesNotHave() {
    PackageIndex index = index(stanza("a1", "1"), stanza("a1", "2"));

    assertThatThrownBy(() -> index.pinned(pin("a1", "3")))
        .isInstanceOf(UnknownVersionException.class)
        .hasMessage("could not take package a1 in version 3: the archive has 2, 1");
    assertThatThrownBy(() -> index.pinned(pin("b1", "3")))
        .isInstanceOf(UnknownPackageException.class);
  }

  @Test
  void takesTheFirstAlternativeThatIsThere() {
    PackageIndex index =
        index(
            stanza("a1", "1", "Depends: no1 | b1 (>= 9) | c1 | d1")
                + stanza("b1", "1")
                + stanza("c1", "1")
                + stanza("d1", "1"));

    assertThat(resolve(index, "a1")).containsExactly("a1 1", "c1 1");
  }

  @Test
  void prefersAnAlternativeThatIsChosenAlready() {
    PackageIndex index =
        index(stanza("a1", "1", "Depends: c1 | d1") + stanza("c1", "1") + stanza("d1", "1"));

    assertThat(resolve(index, "a1", "d1")).containsExactly("a1 1", "d1 1");
  }

  @Test
  void whatProvidesANameSatisfiesIt() {
    PackageIndex index =
        index(
            stanza("a1", "1", "Depends: v1 (>= 2)")
                + stanza("p1", "1", "Provides: v1")
                + stanza("p2", "1", "Provides: w1, v1 (= 2.5)"));

    assertThat(resolve(index, "a1")).containsExactly("a1 1", "p2 1");
    assertThat(resolve(index, "w1")).containsExactly("p2 1");
  }

  @Test
  void anExclusionHoldsForItsRequestOnly() {
    PackageIndex index =
        index(
            stanza("a1", "1", "Depends: b1")
                + stanza("b1", "1", "Depends: x1")
                + stanza("c1", "1", "Depends: b1")
                + stanza("x1", "1", "Depends: y1")
                + stanza("y1", "1"));
    PackageRequest without = new PackageRequest("a1", Set.of("x1"));

    assertThat(resolve(index, without)).containsExactly("a1 1", "b1 1");
    assertThat(resolve(index, without, PackageRequest.of("c1")))
        .containsExactly("a1 1", "b1 1", "c1 1", "x1 1", "y1 1");
  }

  @Test
  void anExclusionOfOneAlternativeBringsInNoOther() {
    PackageIndex index =
        index(
            stanza("a1", "1", "Depends: debconf | debconf-2.0")
                + stanza("debconf", "1", "Provides: debconf-2.0")
                + stanza("cdebconf", "1", "Provides: debconf-2.0"));

    assertThat(resolve(index, new PackageRequest("a1", Set.of("debconf")))).containsExactly("a1 1");
  }

  @Test
  void unknownPackageIsAnErrorWithASuggestion() {
    assertThatThrownBy(() -> resolve(index(stanza("containerd", "1")), "containrd"))
        .isInstanceOf(UnknownPackageException.class)
        .hasMessageContaining("'containrd'")
        .hasMessageContaining("did you mean 'containerd'?");
  }

  @Test
  void missingDependencyIsAnErrorWithBothSides() {
    PackageIndex index = index(stanza("a1", "1", "Depends: b1 (>= 2) | c1") + stanza("b1", "1"));

    assertThatThrownBy(() -> resolve(index, "a1"))
        .isInstanceOf(UnsatisfiedDependencyException.class)
        .hasMessageContaining("a1 1")
        .hasMessageContaining("b1 (>= 2) | c1");
  }

  @Test
  void conflictIsAnErrorWithBothSides() {
    PackageIndex index =
        index(
            stanza("a1", "1", "Conflicts: v1", "Provides: v1")
                + stanza("b1", "1", "Provides: v1")
                + stanza("c1", "1", "Breaks: d1 (<< 2)")
                + stanza("d1", "1"));

    assertThat(resolve(index, "a1")).containsExactly("a1 1");
    assertThatThrownBy(() -> resolve(index, "a1", "b1"))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("a1 1 and b1 1")
        .hasMessageContaining("Conflicts: v1");
    assertThatThrownBy(() -> resolve(index, "d1", "c1"))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("Breaks: d1 (<< 2)");
  }
}
