package dev.carafe.node.boot;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A kernel that the boot loader can start, by its file in `EFI/Linux`: `NAME+LEFT-DONE.efi` while
/// it has to prove itself, `NAME.efi` once it has.
///
/// Source: [Boot Loader
/// Specification](https://uapi-group.org/specifications/specs/boot_loader_specification/), "Boot
/// counting".
///
/// @param file as the file is called
/// @param tries empty where it has proved itself
public record BootEntry(String file, String name, Optional<TryCount> tries) {
  private static final String SUFFIX = ".efi";
  private static final Pattern FILE =
      Pattern.compile(
          "(.+?)(?:\\+([0-9]{1,9})(?:-([0-9]{1,9}))?)?\\.efi", Pattern.CASE_INSENSITIVE);

  /// The entry of a file; empty where the boot loader sees none in it.
  public static Optional<BootEntry> of(String file) {
    Matcher matcher = FILE.matcher(file);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Optional<TryCount> tries =
        Optional.ofNullable(matcher.group(2))
            .map(left -> new TryCount(Integer.parseInt(left), number(matcher, 3)));
    return Optional.of(new BootEntry(file, String.valueOf(matcher.group(1)), tries));
  }

  private static int number(Matcher matcher, int group) {
    return Optional.ofNullable(matcher.group(group)).map(Integer::parseInt).orElse(0);
  }

  /// One that has proved itself.
  public static BootEntry good(String name) {
    return new BootEntry(name + SUFFIX, name, Optional.empty());
  }

  /// Whether no tries are left: the boot loader takes it where there is nothing else.
  public boolean isBad() {
    return tries.isPresent() && tries.get().left() == 0;
  }

  /// Whether it was tried until no tries were left, and nobody said that one was good.
  public boolean hasFailed() {
    return isBad() && tries.get().done() > 0;
  }

  /// Whether both are the same kernel; the boot loader writes names in small letters.
  boolean isSame(BootEntry other) {
    return name.equalsIgnoreCase(other.name);
  }

  /// The same once it has proved itself.
  BootEntry blessed() {
    return good(name);
  }

  /// The same with all tries before it.
  public BootEntry onTrial() {
    return with(TryCount.ALL);
  }

  /// The same without tries left. The name is as long as it was: the folder need not grow for it.
  public BootEntry condemned() {
    return with(new TryCount(0, done()));
  }

  /// The same as if it had not been condemned: one that was never tried has proved itself before.
  public BootEntry pardoned() {
    return done() == 0 ? blessed() : with(new TryCount(TryCount.ALL.left(), done()));
  }

  private int done() {
    return tries.map(TryCount::done).orElse(0);
  }

  private BootEntry with(TryCount count) {
    return new BootEntry(name + count + SUFFIX, name, Optional.of(count));
  }
}
