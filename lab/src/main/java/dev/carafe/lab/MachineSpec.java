package dev.carafe.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A machine to boot.
///
/// @param image a raw disk image, which is never written to
/// @param diskBytes the size of the disk that the machine sees
/// @param reboots whether it goes on where the guest restarts it; it ends then otherwise
/// @param forwards port of this machine's loopback -> port of the guest
/// @param userData what the hypervisor gives the node; nothing if it is empty
/// @param disk a disk that outlives the machine, made of the image where it is not there yet; or
///   nothing for one that goes with the machine
/// @param extraDisks raw disks beside the first, which the guest does write to
/// @param cards network cards beside the first, which has the forwards
/// @param provisions what else the node may find out about itself
/// @param writeLog where it is noted what the machine writes to its first disk, made anew; or
///   nothing
/// @param secureBoot whom its firmware believes, if it can demand signatures at all
/// @param tpm whether it has a TPM 2.0, which stays the same one as long as its first disk does
public record MachineSpec(
    Path image,
    long diskBytes,
    int memoryMegabytes,
    int cpus,
    boolean reboots,
    Map<Integer, Integer> forwards,
    String userData,
    Optional<Path> disk,
    List<Path> extraDisks,
    List<NetworkCard> cards,
    Provisions provisions,
    Optional<Path> writeLog,
    Optional<FirmwareKeys> secureBoot,
    boolean tpm) {
  private static final long DISK = 4L << 30;

  public MachineSpec {
    forwards = Map.copyOf(forwards);
    extraDisks = List.copyOf(extraDisks);
    cards = List.copyOf(cards);
    if (diskBytes <= 0 || memoryMegabytes <= 0 || cpus <= 0) {
      throw new IllegalArgumentException(
          "no machine has %d bytes of disk, %d MB of memory and %d processors"
              .formatted(diskBytes, memoryMegabytes, cpus));
    }
  }

  /// A machine of two processors with a disk of 4 GiB.
  public static MachineSpec of(Path image, String userData, Map<Integer, Integer> forwards) {
    return new MachineSpec(
        image,
        DISK,
        1024,
        2,
        false,
        forwards,
        userData,
        Optional.empty(),
        List.of(),
        List.of(),
        Provisions.none(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /// The same with so much memory.
  public MachineSpec withMemory(int megabytes) {
    return changed(draft -> draft.memoryMegabytes = megabytes);
  }

  /// The same that goes on where the guest restarts it.
  public MachineSpec withReboots() {
    return changed(draft -> draft.reboots = true);
  }

  /// The same with a disk of another size.
  public MachineSpec withDiskBytes(long bytes) {
    return changed(draft -> draft.diskBytes = bytes);
  }

  /// The same with a disk that outlives the machine: a qcow2 file that stands alone, so that the
  /// image may be built anew under it.
  public MachineSpec withDisk(Path kept) {
    return changed(draft -> draft.disk = Optional.of(kept));
  }

  /// The same with one more raw disk.
  public MachineSpec withExtraDisk(Path raw) {
    return changed(
        draft -> draft.extraDisks = Stream.concat(extraDisks.stream(), Stream.of(raw)).toList());
  }

  /// The same with these network cards beside the first.
  public MachineSpec withCards(NetworkCard... more) {
    return changed(draft -> draft.cards = List.of(more));
  }

  /// The same in other surroundings.
  public MachineSpec with(Provisions others) {
    return changed(draft -> draft.provisions = others);
  }

  /// The same with a file in which every write to the first disk and every flush is noted: see
  /// [WriteLog].
  public MachineSpec withWriteLog(Path log) {
    return changed(draft -> draft.writeLog = Optional.of(log));
  }

  /// The same with firmware that can demand signatures.
  public MachineSpec withSecureBoot(FirmwareKeys believed) {
    return changed(draft -> draft.secureBoot = Optional.of(believed));
  }

  /// The same with a TPM.
  public MachineSpec withTpm() {
    return changed(draft -> draft.tpm = true);
  }

  private MachineSpec changed(Consumer<MachineDraft> change) {
    MachineDraft draft = new MachineDraft(this);
    change.accept(draft);
    return draft.spec();
  }
}
