package dev.carafe.cli.release;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.inspect.KernelFile;
import dev.carafe.image.uki.KernelMeasurement;
import dev.carafe.trust.release.PcrValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What register 11 of a TPM may hold while a system answers: once its kernel image was measured,
/// and where it goes on to measure itself, after that too.
public final class ForetoldRegisters {
  /// The register that the boot stub measures a kernel image into.
  private static final int KERNEL_REGISTER = 11;

  /// What a system measures once it needs the TPM's secrets no more: `sealed` does, no other.
  private static final String SYSINIT = "sysinit";

  private static final String KERNEL_IMAGE = ".efi";

  private ForetoldRegisters() {}

  /// Those of what `carafe build` has made.
  ///
  /// @param place a kernel image, which may be of either kind of system; a folder with one build, a
  ///   build's manifest, or the disk image beside it
  public static List<PcrValue> of(Path place) throws IOException {
    if (String.valueOf(place.getFileName()).endsWith(KERNEL_IMAGE)) {
      return of(measured(place), true);
    }
    BuiltSystem built = BuiltSystem.at(BuiltDisk.manifest(place));
    return of(measured(built.kernel()), built.measuresItself());
  }

  private static Sha256 measured(Path kernel) throws IOException {
    return KernelMeasurement.of(KernelFile.of(kernel).contents());
  }

  /// Those of a kernel image.
  ///
  /// @param measured what the register holds once it was measured
  static List<PcrValue> of(Sha256 measured, boolean measuresItself) {
    PcrValue first = new PcrValue(KERNEL_REGISTER, "", measured.hex());
    Sha256 later = KernelMeasurement.extended(measured, Sha256.of(SYSINIT));
    return measuresItself
        ? List.of(first, new PcrValue(KERNEL_REGISTER, SYSINIT, later.hex()))
        : List.of(first);
  }
}
