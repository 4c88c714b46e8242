package dev.carafe.node.kernel;

import dev.carafe.node.host.KernelText;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The last words of a kernel that has stopped, in an earlier boot, or has made a mistake: what the
/// machine's firmware has kept of its log.
///
/// Sources, of Linux: [Documentation/ABI/testing/pstore](
/// https://www.kernel.org/doc/Documentation/ABI/testing/pstore), `fs/pstore/platform.c`.
///
/// @param stopped whether it has stopped; if not, it has made a mistake and gone on
/// @param time when the first of it was kept
/// @param lines oldest first, without what they say of their severity
/// @param files that it is kept in
public record KernelCrash(boolean stopped, Instant time, List<String> lines, List<Path> files) {
  private static final String OOPS = "Oops#";
  private static final String PANIC = "Kernel panic - not syncing: ";

  /// How long it takes at most to keep all of it.
  private static final Duration LONGEST = Duration.ofMinutes(1);

  public KernelCrash {
    lines = List.copyOf(lines);
    files = List.copyOf(files);
  }

  /// All that are kept, oldest first; none where the machine keeps nothing.
  ///
  /// @param folder where the kernel shows them, `/sys/fs/pstore`
  public static List<KernelCrash> all(Path folder) throws IOException {
    List<KernelCrash> crashes = new ArrayList<>();
    List<Part> parts = new ArrayList<>();
    for (Part part : Part.all(folder)) {
      if (!parts.isEmpty() && !part.belongsTo(parts.getFirst())) {
        crashes.add(of(parts));
        parts.clear();
      }
      parts.add(part);
    }
    if (!parts.isEmpty()) {
      crashes.add(of(parts));
    }
    return crashes;
  }

  private static KernelCrash of(List<Part> parts) {
    List<String> lines = new ArrayList<>();
    parts.stream()
        .sorted(Comparator.comparing(Part::number, Comparator.reverseOrder()))
        .forEach(part -> lines.addAll(part.lines()));
    Part first = parts.getFirst();
    return new KernelCrash(
        !first.crash().startsWith(OOPS),
        first.time(),
        lines,
        parts.stream().map(Part::file).toList());
  }

  /// Why the kernel has stopped, in its own words: those of its panic, or else its last.
  public String reason() {
    String reason = lines.isEmpty() ? "" : lines.getLast();
    for (String line : lines) {
      int at = line.indexOf(PANIC);
      if (at >= 0) {
        reason = line.substring(at + PANIC.length());
      }
    }
    return reason;
  }

  /// Makes room for another one.
  public void forget() throws IOException {
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  /// As much of a log as there is room for in one place: `Panic#1 Part2`, and lines behind that.
  ///
  /// @param crash of which it is a part
  /// @param number 1 for that with the last lines
  private record Part(Path file, Instant time, String crash, int number, List<String> lines) {
    private static final String BEFORE_NUMBER = " Part";

    /// By the time when they were kept. What could not be unpacked is left out.
    static List<Part> all(Path folder) throws IOException {
      List<Part> parts = new ArrayList<>();
      if (Files.isDirectory(folder)) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "dmesg-*")) {
          for (Path file : files) {
            if (!file.toString().endsWith(".z")) {
              parts.add(read(file));
            }
          }
        }
      }
      parts.sort(Comparator.comparing(Part::time).thenComparing(part -> part.file().toString()));
      return parts;
    }

    private static Part read(Path file) throws IOException {
      List<String> lines = new ArrayList<>(KernelText.read(file).lines().toList());
      String head = lines.isEmpty() ? "" : lines.removeFirst();
      int at = head.indexOf(BEFORE_NUMBER);
      return new Part(
          file,
          Files.getLastModifiedTime(file).toInstant(),
          at < 0 ? head : head.substring(0, at),
          at < 0 ? 1 : number(head.substring(at + BEFORE_NUMBER.length())),
          lines.stream().map(Part::withoutSeverity).toList());
    }

    private static int number(String text) {
      try {
        return Integer.parseInt(text.strip());
      } catch (NumberFormatException _) {
        return 1;
      }
    }

    /// `<4>[ 1.200000] text` as the kernel's own log has it.
    private static String withoutSeverity(String line) {
      int end = line.startsWith("<") ? line.indexOf('>') : -1;
      return line.substring(end + 1);
    }

    boolean belongsTo(Part other) {
      return crash.equals(other.crash) && Duration.between(other.time, time).compareTo(LONGEST) < 0;
    }
  }
}
