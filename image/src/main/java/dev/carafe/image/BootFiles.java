package dev.carafe.image;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.disk.verity.RootHash;
import dev.carafe.image.archive.DebPackage;
import dev.carafe.image.component.Blueprint;
import dev.carafe.image.component.Component;
import dev.carafe.image.component.Component.KernelSelection;
import dev.carafe.image.content.Content;
import dev.carafe.image.fat.FatFile;
import dev.carafe.image.kernel.NoKernelException;
import dev.carafe.image.manifest.SystemName;
import dev.carafe.image.signing.SigningKey;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.image.uki.Authenticode;
import dev.carafe.image.uki.BootLoader;
import dev.carafe.image.uki.KernelMeasurement;
import dev.carafe.image.uki.PcrSignature;
import dev.carafe.image.uki.Sbat;
import dev.carafe.image.uki.UkiContents;
import dev.carafe.image.uki.UkiSection;
import dev.carafe.image.uki.UnifiedKernelImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The stage that makes what the firmware and the boot loader read.
///
/// @param kernelVersion as `uname -r` says it
/// @param secureBoot signs what is started, where it is to be signed
record BootFiles(
    ToolsTree tools,
    Blueprint blueprint,
    List<DebPackage> packages,
    String kernelVersion,
    Optional<SecureBoot> secureBoot) {
  static final String EFI = "usr/lib/systemd/boot/efi/";

  /// Where systemd's boot loader looks for keys that it may enrol by itself.
  private static final String ENROLMENT = "loader/keys/auto/";

  /// Writes the unified kernel image. The root hash in its command line is all that ties it to its
  /// `/usr`.
  void writeKernel(RootHash rootHash, SystemName name, Path initrd, Path target)
      throws IOException {
    Map<UkiSection, Content> sections =
        new EnumMap<>(
            Map.of(
                UkiSection.LINUX, kernel(blueprint, packages),
                UkiSection.OS_RELEASE, Content.of(name.osRelease()),
                UkiSection.COMMAND_LINE, Content.of(commandLine(rootHash)),
                UkiSection.INITRD, Content.of(initrd),
                UkiSection.UNAME, Content.of(kernelVersion),
                UkiSection.SBAT, Content.of(Sbat.ofKernel(name.version()))));
    Optional<SigningKey> policyKey = secureBoot.flatMap(SecureBoot::policyKey);
    policyKey.ifPresent(
        key -> sections.put(UkiSection.PCR_KEY, Content.of(PcrSignature.publicKey(key))));
    write(sections, target);
    if (policyKey.isPresent()) {
      String signature = PcrSignature.of(measurement(target), policyKey.get());
      sections.put(UkiSection.PCR_SIGNATURE, Content.of(signature));
      write(sections, target);
    }
    if (secureBoot.isPresent()) {
      Files.write(target, signed("the kernel image", Files.readAllBytes(target)));
    }
  }

  private void write(Map<UkiSection, Content> sections, Path target) throws IOException {
    Files.deleteIfExists(target);
    try (FileChannel out =
        FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      UnifiedKernelImage.write(out, Content.of(tools.file(EFI + "linuxx64.efi.stub")), sections);
    }
  }

  /// What a TPM holds once a kernel image was started.
  static Sha256 measurement(Path kernel) throws IOException {
    return KernelMeasurement.of(UkiContents.of(ByteBuffer.wrap(Files.readAllBytes(kernel))));
  }

  /// The files of the system partition. The kernel has three tries to prove itself.
  List<FatFile> systemPartition(SystemName name, Path kernel) throws IOException {
    byte[] loader =
        BootLoader.with(
            Content.of(tools.file(EFI + "systemd-bootx64.efi")), Sbat.ofBootLoader(name.version()));
    List<FatFile> files = new ArrayList<>();
    files.add(new FatFile("EFI/BOOT/BOOTX64.EFI", Content.of(signed("the boot loader", loader))));
    files.add(new FatFile("EFI/Linux/" + name.fileName() + "+3-0.efi", Content.of(kernel)));
    files.add(new FatFile("loader/loader.conf", Content.of("timeout 0\n")));
    secureBoot.ifPresent(keys ->
        keys.enrolment()
            .forEach((file, update) -> files.add(new FatFile(ENROLMENT + file, update))));
    return List.copyOf(files);
  }

  private byte[] signed(String what, byte[] program) {
    return secureBoot.map(keys -> Authenticode.signed(what, program, keys.key())).orElse(program);
  }

  private String commandLine(RootHash rootHash) {
    return SettingsAddon.demandRoom(
        "usrhash=%s systemd.verity_usr_options=panic-on-corruption systemd.machine_id=firmware %s"
            .formatted(rootHash.hex(), String.join(" ", blueprint.variant().commandLine())));
  }

  /// The kernel that a variant's components choose, as its package has it.
  static Content kernel(Blueprint blueprint, List<DebPackage> packages) {
    for (Component component : blueprint.components()) {
      Pattern path =
          component
              .kernel()
              .flatMap(KernelSelection::image)
              .map(image -> image.value().compile(""))
              .orElse(null);
      if (path == null) {
        continue;
      }
      for (DebPackage deb : packages) {
        for (var entry : deb.entries()) {
          if (path.matcher(entry.path()).matches()) {
            return new Content.FileRange(deb.tar(), entry.offset(), entry.size());
          }
        }
      }
    }
    throw new NoKernelException();
  }
}
