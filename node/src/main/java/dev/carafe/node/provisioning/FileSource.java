package dev.carafe.node.provisioning;

import java.nio.file.Path;
import java.util.List;

/// Files on the data partition, which must be mounted: somebody wrote them there before the first
/// boot, or moved the disk from a Bottlerocket.
///
/// @param root below which is `/var`
record FileSource(Path root) implements Source {
  private static final String THEIRS = "var/lib/bottlerocket/";
  private static final String OURS = "var/lib/carafe/";
  private static final String USER_DATA = "user-data.toml";

  @Override
  public Origin origin() {
    return Origin.FILE;
  }

  @Override
  public Reading read() {
    return new GivenFiles(
            List.of(file(THEIRS + USER_DATA), file(OURS + USER_DATA)),
            List.of(file(THEIRS + Declaration.NETWORK_FILE), file(OURS + Declaration.NETWORK_FILE)))
        .read();
  }

  private GivenFile file(String path) {
    return new GivenFile(root.resolve(path), "/" + path);
  }
}
