package dev.carafe.node.configuration;

import dev.carafe.node.host.KernelText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.TreeMap;

/// The kernel's files below `/proc` and `/sys`: written to in place, and never taken away. What one
/// held before is kept as long as the agent runs, and written back when nothing is wanted of it any
/// more.
public final class KernelFiles {
  private static final String[] OF_INTERFACES = {
    "/proc/sys/net/ipv4/conf/",
    "/proc/sys/net/ipv4/neigh/",
    "/proc/sys/net/ipv6/conf/",
    "/proc/sys/net/ipv6/neigh/",
  };

  private final Path root;

  /// By the path.
  private final Map<String, String> earlier = new TreeMap<>();

  /// @param root `/` on a node
  public KernelFiles(Path root) {
    this.root = root;
  }

  /// Whether there is such a file.
  public boolean has(String path) {
    return Files.exists(at(path));
  }

  /// The value in force.
  public synchronized String read(String path) throws IOException {
    return inForce(KernelText.read(at(path)).strip());
  }

  /// Makes a file hold a value.
  ///
  /// @return whether it held anything else
  public synchronized boolean write(String path, String value) throws IOException {
    String before = read(path);
    if (isSame(before, value)) {
      return false;
    }
    put(path, value);
    earlier.putIfAbsent(path, before);
    return true;
  }

  /// Makes a file hold what it held before it was first written to.
  ///
  /// @return whether it held anything else
  public synchronized boolean restore(String path) throws IOException {
    String before = earlier.get(path);
    if (before == null) {
      return false;
    }
    boolean changed = write(path, before);
    earlier.remove(path);
    return changed;
  }

  /// Makes a file what it should be.
  ///
  /// @return whether it was anything else
  boolean write(PlannedFile file) throws IOException {
    if (isOfInterface(file.path()) && !has(file.path())) {
      return false;
    }
    Optional<String> text = file.text().map(String::strip);
    return text.isPresent() ? write(file.path(), text.get()) : restore(file.path());
  }

  /// What [#write(PlannedFile)] would change; empty where the file holds what it should.
  synchronized Optional<Preview.FileChange> change(PlannedFile file) {
    Optional<String> before = shown(file.path());
    Optional<String> after =
        file.text().map(String::strip).or(() -> Optional.ofNullable(earlier.get(file.path())));
    boolean same = after.isEmpty() || (before.isPresent() && isSame(before.get(), after.get()));
    return same
        ? Optional.empty()
        : Optional.of(new Preview.FileChange(file.path(), before, after));
  }

  private Optional<String> shown(String path) {
    try {
      return has(path) ? Optional.of(read(path)) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty(); // some can only be written to
    }
  }

  /// An interface may come later. udev then has its own `sysctl.d` read for it.
  private static boolean isOfInterface(String path) {
    for (String folder : OF_INTERFACES) {
      if (path.startsWith(folder)) {
        return true;
      }
    }
    return false;
  }

  private void put(String path, String value) throws IOException {
    Files.writeString(
        at(path), value + "\n", StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
  }

  /// Some files show every choice, the one in force in brackets.
  private static String inForce(String shown) {
    int open = shown.indexOf('[');
    int close = shown.indexOf(']', open + 1);
    return open >= 0 && close >= 0 ? shown.substring(open + 1, close) : shown;
  }

  /// The kernel shows several numbers with tabs between them.
  private static boolean isSame(String one, String other) {
    StringTokenizer ones = new StringTokenizer(one);
    StringTokenizer others = new StringTokenizer(other);
    while (ones.hasMoreTokens() && others.hasMoreTokens()) {
      if (!ones.nextToken().equals(others.nextToken())) {
        return false;
      }
    }
    return !ones.hasMoreTokens() && !others.hasMoreTokens();
  }

  private Path at(String path) {
    return root.resolve(path.substring(1));
  }
}
