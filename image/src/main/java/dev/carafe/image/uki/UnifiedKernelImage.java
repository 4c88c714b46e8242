package dev.carafe.image.uki;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carafe.image.content.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Writes a unified kernel image: systemd's boot stub, with kernel, initrd and command line added
/// as sections. Firmware starts it like any other program, and one signature covers it all.
///
/// The bytes are those that `ukify build` writes.
///
/// Source: [UAPI.5 Unified Kernel
/// Image](https://uapi-group.org/specifications/specs/unified_kernel_image/).
public final class UnifiedKernelImage {
  private static final int NX_COMPATIBLE = 0x100;

  private UnifiedKernelImage() {}

  /// Writes an image.
  ///
  /// @param stub `linuxx64.efi.stub` of systemd 257 or later, not signed
  /// @param sections at least the kernel. [UkiSection#SBAT] is merged with what stub and kernel
  ///   bring; without it, `ukify`'s own is.
  /// @throws BadPeException where the stub or the kernel cannot be used
  public static void write(
      WritableByteChannel target, Content stub, Map<UkiSection, Content> sections)
      throws IOException {
    SortedMap<UkiSection, Content> contents = new TreeMap<>(sections);
    Content linux = contents.get(UkiSection.LINUX);
    if (linux == null) {
      throw new IllegalArgumentException("a unified kernel image without a kernel");
    }
    PeImage kernel = PeImage.of("the kernel", ByteBuffer.wrap(linux.bytes()));
    Content sbat = contents.remove(UkiSection.SBAT);
    ExtendedPe image = ExtendedPe.of("the stub", stub.bytes());
    mergeSbat(image, kernel, sbat == null ? Sbat.OF_IMAGE : new String(sbat.bytes(), UTF_8));
    matchNx(image, kernel);
    contents.forEach(image::add);
    image.writeTo(target);
  }

  private static void mergeSbat(ExtendedPe image, PeImage kernel, String ofImage) {
    PeImage stub = image.base();
    PeSection place =
        stub.section(".sbat")
            .orElseThrow(() -> new BadPeException(stub.what(), "expected .sbat, found none"));
    List<String> texts = new ArrayList<>(List.of(stub.text(place)));
    kernel.section(".sbat").map(kernel::text).ifPresent(texts::add);
    texts.add(ofImage);
    image.replace(place, Sbat.merge(texts).getBytes(UTF_8));
  }

  /// The stub may not claim more than the kernel: firmware that enforces it would not boot.
  private static void matchNx(ExtendedPe image, PeImage kernel) {
    if ((kernel.get(PeField.DLL_CHARACTERISTICS) & NX_COMPATIBLE) == 0) {
      int claimed = image.base().get(PeField.DLL_CHARACTERISTICS);
      image.set(PeField.DLL_CHARACTERISTICS, claimed & ~NX_COMPATIBLE);
    }
  }
}
