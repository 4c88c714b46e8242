package dev.carafe.trust.release;

import dev.carafe.disk.verity.RootHash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The releases that a channel offers. A repository has one such document for each variant,
/// architecture and channel, as a target: so it is signed, and its digest known.
///
/// The format is written down in `docs/formats/release.md`.
///
/// @param name `stable`
/// @param releases the newest first; no two of one variant and architecture have one version
public record Channel(String name, List<Release> releases) {
  private static final Comparator<Release> ORDER =
      Comparator.comparing(Release::version, Version.PRECEDENCE)
          .reversed()
          .thenComparing(Release::variant)
          .thenComparing(Release::architecture);

  public Channel {
    Names.demand(name, Names.wordFault(name));
    releases = releases.stream().sorted(ORDER).toList();
    for (int i = 1; i < releases.size(); i++) {
      if (ORDER.compare(releases.get(i - 1), releases.get(i)) == 0) {
        throw new IllegalArgumentException(releases.get(i).version() + " is there twice");
      }
    }
  }

  /// The path of the target: `plain/x86_64/stable.json`.
  public static String target(String variant, String architecture, String name) {
    return variant + "/" + architecture + "/" + name + ".json";
  }

  /// The newest release that somebody means who says a version.
  public Optional<Release> find(Version wanted) {
    return releases.stream().filter(release -> release.version().isMeantBy(wanted)).findFirst();
  }

  /// The same with a release more, or in the place of what was said of its system before.
  public Channel with(Release release) {
    List<Release> all = new ArrayList<>(without(release.rootHash()).releases);
    all.add(release);
    return new Channel(name, all);
  }

  /// The same without a system.
  public Channel without(RootHash system) {
    return new Channel(
        name, releases.stream().filter(release -> !release.rootHash().equals(system)).toList());
  }

  /// The release that is a system.
  public Optional<Release> find(RootHash system) {
    return releases.stream().filter(release -> release.rootHash().equals(system)).findFirst();
  }
}
