package dev.carafe.image.uki;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carafe.image.content.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.List;

/// systemd's boot loader, with an entry of ours beside those by which it can be revoked.
///
/// Source:
/// [systemd-boot(7)](https://www.freedesktop.org/software/systemd/man/latest/systemd-boot.html).
public final class BootLoader {
  private BootLoader() {}

  /// The boot loader's bytes.
  ///
  /// @param loader `systemd-bootx64.efi`, not signed
  /// @param sbat the entry: see [Sbat]
  /// @throws BadPeException where the loader cannot be used
  public static byte[] with(Content loader, String sbat) throws IOException {
    ExtendedPe image = ExtendedPe.of("the boot loader", loader.bytes());
    PeImage base = image.base();
    PeSection place =
        base.section(".sbat")
            .orElseThrow(() -> new BadPeException(base.what(), "expected .sbat, found none"));
    image.replace(place, Sbat.merge(List.of(base.text(place), sbat)).getBytes(UTF_8));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    image.writeTo(Channels.newChannel(out));
    return out.toByteArray();
  }
}
