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

  /// In bytes; what is kept for the host is free, but not available.
  ///
  /// @param available what a container could still use
  public record Space(long total, long free, long available) {

    /// How much of what containers may use is in use, in percent as `df` has it.
    public int percentUsed() {
      long used = total - free;
      return Math.toIntExact(Math.ceilDiv(100 * used, Math.max(1, used + available)));
    }

    /// What would have to go for it to be no fuller than that; 0 where it is not.
    public long bytesAbove(int percent) {
      long used = total - free;
      return Math.max(0, used - (used + available) / 100 * percent);
    }
  }

  /// Empty while it is not mounted: what is then at its place is memory.
  public Optional<Space> space() {
    return isMounted()
        ? Optional.of(
            new Space(
                mountPoint.toFile().getTotalSpace(),
                mountPoint.toFile().getFreeSpace(),
                mountPoint.toFile().getUsableSpace()))
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
