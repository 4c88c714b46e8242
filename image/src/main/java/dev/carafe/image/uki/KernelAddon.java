package dev.carafe.image.uki;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carafe.image.content.Content;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/// Writes an addon: a program that does nothing, and whose `.cmdline` the boot stub of a unified
/// kernel image adds to its own.
///
/// The bytes are those that `ukify build` writes.
///
/// Source:
/// [systemd-stub(7)](https://www.freedesktop.org/software/systemd/man/latest/systemd-stub.html).
public final class KernelAddon {
  private KernelAddon() {}

  /// Writes an addon.
  ///
  /// @param stub `addonx64.efi.stub` of systemd 257 or later, not signed
  /// @throws BadPeException where the stub cannot be used
  public static void write(WritableByteChannel target, Content stub, String commandLine)
      throws IOException {
    ExtendedPe addon = ExtendedPe.of("the addon's stub", stub.bytes());
    addon.add(UkiSection.COMMAND_LINE, Content.of(commandLine));
    addon.add(UkiSection.SBAT, Content.of(Sbat.merge(List.of(Sbat.OF_ADDON)).getBytes(UTF_8)));
    addon.writeTo(target);
  }
}
