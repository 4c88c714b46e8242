package dev.carafe.image.inspect;

import dev.carafe.disk.DiskException;
import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.gpt.PartitionType;
import dev.carafe.disk.verity.RootHash;
import dev.carafe.disk.verity.VerityTree;
import dev.carafe.disk.verity.VerityVerdict;
import dev.carafe.image.ImageException;
import dev.carafe.image.erofs.ErofsFileSystem;
import dev.carafe.image.fat.FatContents;
import dev.carafe.image.inspect.Finding.Damaged;
import dev.carafe.image.inspect.Finding.Intact;
import dev.carafe.image.uki.Authenticode;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Checks a raw disk image again, part by part: the checksums of the partition table, the system
/// partition, the signatures of what is started from it, each kernel, and the `/usr` that it
/// demands, block by block.
///
/// A part that is damaged does not keep the parts beside it from being checked.
public final class ImageVerifier {
  private static final String TABLE = "partition table";
  private static final String SYSTEM_PARTITION = "system partition";
  private static final String LOADER = "boot loader";
  private static final String BOOT_LOADER = "EFI/BOOT/BOOTX64.EFI";

  private final DiskImage disk;
  private final List<Finding> findings = new ArrayList<>();

  private ImageVerifier(DiskImage disk) {
    this.disk = disk;
  }

  /// What all checks have found, in the order of the boot; good if nothing is [Damaged].
  public static List<Finding> verify(Path image) throws IOException {
    try (DiskImage disk = DiskImage.open(image)) {
      return new ImageVerifier(disk).verify();
    } catch (DiskException e) {
      return List.of(new Damaged(TABLE, String.valueOf(e.getMessage())));
    }
  }

  private List<Finding> verify() throws IOException {
    checkTable();
    attempt(SYSTEM_PARTITION, this::checkSystemPartition);
    attempt(LOADER, () -> findings.add(new Intact(LOADER, signature(BOOT_LOADER))));
    attempt(
        "kernels",
        () -> {
          for (String path : disk.kernelPaths()) {
            attempt("kernel " + path, () -> checkKernel(path));
          }
        });
    return List.copyOf(findings);
  }

  private interface Check {
    void run() throws IOException;
  }

  /// Runs a check; what it cannot go on from is damage of this part, and the next check follows.
  private void attempt(String part, Check check) throws IOException {
    try {
      check.run();
    } catch (ImageException | DiskException | EOFException e) {
      findings.add(new Damaged(part, String.valueOf(e.getMessage())));
    }
  }

  private void checkTable() {
    List<String> damage = disk.table().damage();
    damage.forEach(why -> findings.add(new Damaged(TABLE, why)));
    if (damage.isEmpty()) {
      int count = disk.table().table().partitions().size();
      findings.add(new Intact(TABLE, "%d partitions, in both copies".formatted(count)));
    }
  }

  /// Reads every file, for its clusters to be where the tables say.
  private void checkSystemPartition() throws IOException {
    FatContents contents = disk.systemPartition();
    contents.demandEqualTables();
    List<FatContents.Item> files = contents.files();
    long bytes = 0;
    for (FatContents.Item file : files) {
      bytes += contents.read(file.path()).map(content -> content.length).orElse(0);
    }
    findings.add(new Intact(SYSTEM_PARTITION, "%d files, %d bytes".formatted(files.size(), bytes)));
  }

  private void checkKernel(String path) throws IOException {
    KernelFile kernel = disk.kernel(path);
    RootHash root = kernel.demandRootHash();
    String demand = "demands /usr with root hash %s, ".formatted(root);
    attempt(
        "kernel " + path,
        () -> findings.add(new Intact("kernel " + path, demand + signature(path))));
    attempt("/usr of " + path, () -> checkUsr("/usr of " + path, kernel, root));
  }

  /// By whom a program is signed; that he is to be believed is for the firmware to say.
  private String signature(String path) throws IOException {
    return Authenticode.signer(path, disk.bootFile(path))
        .map(signer -> "signed by " + signer.getSubjectX500Principal().getName())
        .orElse("not signed");
  }

  /// The partitions are found by the UUIDs that follow from the hash, so these are right.
  private void checkUsr(String part, KernelFile kernel, RootHash root) throws IOException {
    ByteSource data = disk.content(disk.partition(PartitionType.USR, root.dataPartition()));
    ByteSource hash = disk.content(disk.partition(PartitionType.USR_VERITY, root.hashPartition()));
    Optional<String> damage = damage(VerityTree.verify(data, hash, root));
    if (damage.isPresent()) {
      findings.add(new Damaged(part, damage.get()));
      return;
    }
    long hashed = VerityTree.read(hash).superblock().dataBlocks() * VerityTree.BLOCK;
    ErofsFileSystem usr = disk.usr(kernel);
    findings.add(
        usr.size() > hashed
            ? new Damaged(part, "expected %d hashed bytes, found %d".formatted(usr.size(), hashed))
            : new Intact(
                part,
                "%d entries in %d bytes, every block as hashed"
                    .formatted(usr.entries().size(), hashed)));
  }

  private static Optional<String> damage(VerityVerdict verdict) {
    return switch (verdict) {
      case VerityVerdict.Intact() -> Optional.empty();
      case VerityVerdict.OtherRoot(RootHash expected, RootHash found) ->
          Optional.of("expected root hash %s, found %s".formatted(expected, found));
      case VerityVerdict.DamagedTree(int level, long block) ->
          Optional.of("block %d of the tree, level %d, is damaged".formatted(block, level));
      case VerityVerdict.DamagedData(long block) ->
          Optional.of("block %d of the data is damaged".formatted(block));
    };
  }
}
