package dev.carafe.node.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// The file system of the data partition.
///
/// @param mounts the kernel's list of what is mounted
/// @param mountPoint where it belongs
public record DataPartition(Path mounts, Path mountPoint) {

  /// Its size, and what of it a container could still use, in bytes.
  public record Space(long total, long available) {}

  /// Empty while it is not mounted: what is then at its place is memory.
  public Optional<Space> space() {
    return isMounted()
        ? Optional.of(
            new Space(mountPoint.toFile().getTotalSpace(), mountPoint.toFile().getUsableSpace()))
        : Optional.empty();
  }

  /// The device that is mounted there; empty while none is.
  public Optional<Path> device() {
    return line().map(line -> Path.of(line.substring(0, line.indexOf(' '))));
  }

  /// Whether it is there.
  public boolean isMounted() {
    return line().isPresent();
  }

  private Optional<String> line() {
    try (Stream<String> lines = Files.lines(mounts)) {
      return lines.filter(line -> line.contains(" " + mountPoint + " ")).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + mounts + ": " + e.getMessage(), e);
    }
  }
}
