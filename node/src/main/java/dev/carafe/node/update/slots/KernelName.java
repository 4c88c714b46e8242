package dev.carafe.node.update.slots;

import dev.carafe.node.boot.BootEntry;
import dev.carafe.trust.release.Kernel;
import java.util.Locale;
import java.util.Optional;

/// How the kernel image of a system that is installed is called: `NAME.efi.tmp` while it is
/// written, `NAME.efi.new` once it is whole, `NAME+3-0.efi` when the boot loader may start it. The
/// loader does not see the first two. All three are equally long, so that one name takes the
/// other's place in the folder.
///
/// @param stem what they begin with
record KernelName(String stem) {
  private static final String EFI = ".efi";
  private static final String UNFINISHED = EFI + ".tmp";
  private static final String STAGED = EFI + ".new";

  /// The name of a release's kernel.
  static KernelName of(Kernel kernel) {
    return new KernelName(kernel.file().substring(0, kernel.file().length() - EFI.length()));
  }

  /// The name of an image that the loader sees, or saw.
  static KernelName of(String file) {
    return BootEntry.of(file)
        .map(entry -> new KernelName(entry.name()))
        .or(() -> ofStaged(file))
        .orElseThrow(() -> new IllegalArgumentException(file + " is no kernel image"));
  }

  /// The name of an image that is whole, and that the loader does not see.
  static Optional<KernelName> ofStaged(String file) {
    return ends(file, STAGED)
        ? Optional.of(new KernelName(file.substring(0, file.length() - STAGED.length())))
        : Optional.empty();
  }

  /// Whether a file has a name that is only given here, and that the loader does not see.
  static boolean isHidden(String file) {
    return ends(file, UNFINISHED) || ends(file, STAGED);
  }

  private static boolean ends(String file, String with) {
    return file.toLowerCase(Locale.ROOT).endsWith(with);
  }

  String unfinished() {
    return stem + UNFINISHED;
  }

  String staged() {
    return stem + STAGED;
  }

  BootEntry onTrial() {
    return BootEntry.good(stem).onTrial();
  }
}
