package dev.carafe.node.provisioning;

import java.nio.file.Path;
import java.util.List;

/// Files on the data partition, which must be mounted: somebody wrote them there before the first
/// boot, or moved the disk from a Bottlerocket.
///
/// @param root below which is `/var`
public record FileSource(Path root) implements Source {
  /// Later ones override earlier ones.
  private static final List<String> FOLDERS = List.of("var/lib/bottlerocket", "var/lib/carafe");

  @Override
  public Origin origin() {
    return Origin.FILE;
  }

  @Override
  public boolean isHere() {
    return FOLDERS.stream()
        .anyMatch(folder -> userData(folder).isThere() || network(folder).isThere());
  }

  @Override
  public Reading read() {
    Provision provision = Provision.none();
    for (String folder : FOLDERS) {
      provision = userData(folder).userData().over(provision);
      provision = network(folder).network().over(provision);
    }
    return isHere() ? new Reading.Found(provision) : new Reading.Absent();
  }

  private GivenFile userData(String folder) {
    return file(folder + "/user-data.toml");
  }

  private GivenFile network(String folder) {
    return file(folder + "/" + Declaration.NETWORK_FILE);
  }

  private GivenFile file(String path) {
    return new GivenFile(root.resolve(path), "/" + path);
  }
}
