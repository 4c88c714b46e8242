package dev.carafe.node.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// What the kernel says about the agent's own process and about time.
///
/// Source: [proc(5)](https://man7.org/linux/man-pages/man5/proc.5.html).
public record Self(Path proc) {

  /// Since the kernel started.
  public Duration uptime() {
    String seconds = read("uptime").split(" ", 2)[0];
    return Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1000));
  }

  /// Whether the class-data archive with this file name is mapped. The JVM goes on without a word
  /// when an archive does not fit, so this is the proof that it did.
  public boolean mapsArchive(String fileName) {
    try (Stream<String> maps = Files.lines(proc.resolve("self/maps"))) {
      return maps.anyMatch(line -> line.endsWith("/" + fileName));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// How many processes ran or wanted to, on average over the last 1, 5 and 15 minutes.
  public List<Double> load() {
    String[] fields = read("loadavg").split(" ", 4);
    return List.of(Double.valueOf(fields[0]), Double.valueOf(fields[1]), Double.valueOf(fields[2]));
  }

  /// The process's share of memory (`Pss`) in bytes.
  public long memory() {
    return row("self/smaps_rollup", "Pss:");
  }

  /// The machine's memory in bytes.
  public long machineMemory() {
    return row("meminfo", "MemTotal:");
  }

  /// What of the machine's memory could still be had, in bytes.
  public long machineMemoryAvailable() {
    return row("meminfo", "MemAvailable:");
  }

  /// A row in kB, as the kernel writes it, in bytes; 0 where there is none.
  private long row(String file, String name) {
    return read(file)
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
        .findFirst()
        .orElse(0);
  }

  private String read(String file) {
    try {
      return Files.readString(proc.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "could not read " + proc.resolve(file) + ": " + e.getMessage(), e);
    }
  }
}
