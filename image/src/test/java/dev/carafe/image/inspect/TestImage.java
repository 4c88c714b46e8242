package dev.carafe.image.inspect;

import dev.carafe.disk.device.FileDevice;
import dev.carafe.disk.gpt.GuidPartitionTable;
import dev.carafe.disk.gpt.Partition;
import dev.carafe.disk.gpt.PartitionRequest;
import dev.carafe.disk.gpt.PartitionType;
import dev.carafe.disk.verity.RootHash;
import dev.carafe.disk.verity.VerityTree;
import dev.carafe.image.UsrVerity;
import dev.carafe.image.content.Content;
import dev.carafe.image.erofs.SmallErofs;
import dev.carafe.image.fat.FatFile;
import dev.carafe.image.fat.FatFileSystem;
import dev.carafe.image.fat.FatVolume;
import dev.carafe.image.signing.SigningKey;
import dev.carafe.image.uki.Authenticode;
import dev.carafe.image.uki.TestPe;
import dev.carafe.image.uki.UkiSection;
import dev.carafe.image.uki.UnifiedKernelImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A disk with all parts of a system, each as small as can be.
final class TestImage {
  static final String KERNEL = "EFI/Linux/carafe-1+3-0.efi";
  private static final int MIB = 1 << 20;

  private final Path folder;
  private String commandLine = "usrhash=ROOT quiet";
  private byte[] usr;
  private Optional<SigningKey> key = Optional.empty();

  private TestImage(Path folder) throws IOException {
    this.folder = folder;
    usr = SmallErofs.bytes();
  }

  static TestImage in(Path folder) throws IOException {
    return new TestImage(folder);
  }

  /// With another command line, in which `ROOT` stands for the root hash.
  TestImage withCommandLine(String line) {
    commandLine = line;
    return this;
  }

  /// With signed boot files.
  TestImage signedBy(SigningKey owner) {
    key = Optional.of(owner);
    return this;
  }

  /// With other bytes for `/usr`.
  TestImage withUsr(byte[] bytes) {
    usr = bytes;
    return this;
  }

  Path write(String name) throws IOException {
    Path data = Files.write(folder.resolve(name + ".usr"), usr);
    Path hash = folder.resolve(name + ".verity");
    RootHash root = VerityTree.write(data, UsrVerity.superblock("test", usr.length), hash);
    Path image = folder.resolve(name);
    try (FileChannel out =
        FileChannel.open(
            image,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      GuidPartitionTable table = table(root);
      table.write(FileDevice.of(out, table.size()));
      List<Partition> partitions = table.partitions();
      FatVolume volume = new FatVolume("TEST", 1, Instant.EPOCH);
      FatFileSystem.write(
          out, partitions.get(0).offset(), partitions.get(0).size(), volume, files(root));
      Content.of(data).writeTo(out.position(partitions.get(1).offset()));
      Content.of(hash).writeTo(out.position(partitions.get(2).offset()));
    }
    return image;
  }

  private static GuidPartitionTable table(RootHash root) {
    return GuidPartitionTable.laidOut(
        new UUID(1, 2),
        List.of(
            new PartitionRequest(PartitionType.ESP, new UUID(1, 3), "esp", 34L * MIB, Set.of()),
            new PartitionRequest(PartitionType.USR, root.dataPartition(), "usr", MIB, Set.of()),
            new PartitionRequest(
                PartitionType.USR_VERITY, root.hashPartition(), "verity", MIB, Set.of())));
  }

  private List<FatFile> files(RootHash root) throws IOException {
    Path kernel = Files.createTempFile(folder, "kernel", ".efi");
    Content stub = TestPe.with("sbat,1,x\n", 0);
    try (FileChannel out = FileChannel.open(kernel, StandardOpenOption.WRITE)) {
      UnifiedKernelImage.write(
          out,
          stub,
          Map.of(
              UkiSection.LINUX, stub,
              UkiSection.UNAME, Content.of("6.12.0"),
              UkiSection.OS_RELEASE, Content.of("ID=carafe\n"),
              UkiSection.COMMAND_LINE, Content.of(commandLine.replace("ROOT", root.hex()))));
    }
    return List.of(
        new FatFile("EFI/BOOT/BOOTX64.EFI", Content.of(signed(stub.bytes()))),
        new FatFile(KERNEL, Content.of(signed(Files.readAllBytes(kernel)))),
        new FatFile("loader/loader.conf", Content.of("timeout 0\n")));
  }

  private byte[] signed(byte[] program) {
    return key.map(owner -> Authenticode.signed("a program", program, owner)).orElse(program);
  }

  /// Turns a bit of a partition's content.
  static void flip(Path image, Partition partition, long at) throws IOException {
    try (FileChannel channel =
        FileChannel.open(image, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, partition.offset() + at);
      channel.write(one.put(0, (byte) (one.get(0) ^ 1)).flip(), partition.offset() + at);
    }
  }
}
