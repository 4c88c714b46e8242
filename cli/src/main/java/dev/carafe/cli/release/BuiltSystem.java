package dev.carafe.cli.release;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.disk.verity.RootHash;
import dev.carafe.image.UpdateSource;
import dev.carafe.image.erofs.ErofsEntry;
import dev.carafe.image.erofs.ErofsFileSystem;
import dev.carafe.image.inspect.KernelFile;
import dev.carafe.trust.release.Version;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// A system that `carafe build` has made.
///
/// @param version with the build behind `+`
/// @param kernel the unified kernel image; its file is called so on the EFI system partition too
/// @param bill the software bill of materials
/// @param measurement what register 11 of a TPM holds once the kernel image was started, where the
///   build has foretold it
record BuiltSystem(
    String variant,
    String architecture,
    Version version,
    Path usr,
    Path kernel,
    Path manifest,
    Path bill,
    Optional<Sha256> measurement) {
  private static final String BILL = ".cdx.json";
  private static final String MEASURING_UNIT =
      "lib/systemd/system/systemd-pcrphase-sysinit.service";

  /// What paths in a repository and names of kernels may be made of.
  private static final Pattern WORD = Pattern.compile("[a-z0-9_-]{1,64}");

  /// The one at a place.
  ///
  /// @param place a folder with one build, or a build's manifest
  /// @throws BadBuildException where there is none, or more than one
  static BuiltSystem at(Path place) throws IOException {
    BuildManifest manifest = BuildManifest.at(place);
    return new BuiltSystem(
        word(manifest, "variant"),
        word(manifest, "architecture"),
        version(manifest),
        manifest.artifact("usr"),
        manifest.artifact("kernel"),
        manifest.path(),
        manifest.beside(BILL),
        manifest.find("pcr11").map(Sha256::new));
  }

  private static String word(BuildManifest manifest, String name) {
    String word = manifest.text(name);
    if (!WORD.matcher(word).matches()) {
      throw new BadBuildException(
          manifest.path(),
          "its %s is '%s'; a release's has at most 64 small letters, digits, '-' and '_'"
              .formatted(name, word));
    }
    return word;
  }

  private static Version version(BuildManifest manifest) {
    String text = manifest.text("version") + "+" + manifest.text("build");
    try {
      return Version.of(text);
    } catch (IllegalArgumentException e) {
      throw new BadBuildException(manifest.path(), "its version is none: " + e.getMessage());
    }
  }

  /// For messages: `plain 1.3.0+4f0c21d9`.
  String title() {
    return variant + " " + version;
  }

  /// Opens it.
  ///
  /// @throws BadBuildException where its kernel starts another system
  OpenSystem open() throws IOException {
    OpenSystem system = OpenSystem.of(version, variant, usr, kernel);
    RootHash demanded = KernelFile.of(kernel).demandRootHash();
    if (!system.rootHash().equals(demanded)) {
      system.close();
      throw new BadBuildException(
          manifest,
          "its kernel demands a /usr with root hash %s, and its own has %s"
              .formatted(demanded, system.rootHash()));
    }
    return system;
  }

  /// Whether it measures its own start into the TPM once the data partition is open.
  boolean measuresItself() throws IOException {
    try (FileChannel file = FileChannel.open(usr)) {
      return ErofsFileSystem.of(ByteSource.of(file)).entry(MEASURING_UNIT).isPresent();
    }
  }

  /// The root of the repository that it gets its updates from; nothing where it gets none.
  Optional<byte[]> updateRoot() throws IOException {
    String path = UpdateSource.ROOT.replaceFirst("^usr/", "");
    try (FileChannel file = FileChannel.open(usr)) {
      Optional<ErofsEntry> entry = ErofsFileSystem.of(ByteSource.of(file)).entry(path);
      return entry.isPresent() && entry.get() instanceof ErofsEntry.RegularFile root
          ? Optional.of(root.content().bytes())
          : Optional.empty();
    }
  }
}
