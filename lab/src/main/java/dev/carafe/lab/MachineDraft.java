package dev.carafe.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A [MachineSpec] that is being changed.
final class MachineDraft {
  private final Path image;
  long diskBytes;
  int memoryMegabytes;
  private final int cpus;
  boolean reboots;
  private final Map<Integer, Integer> forwards;
  private final String userData;
  Optional<Path> disk;
  List<Path> extraDisks;
  List<NetworkCard> cards;
  Provisions provisions;
  Optional<Path> writeLog;
  Optional<FirmwareKeys> secureBoot;
  boolean tpm;

  MachineDraft(MachineSpec spec) {
    image = spec.image();
    diskBytes = spec.diskBytes();
    memoryMegabytes = spec.memoryMegabytes();
    cpus = spec.cpus();
    reboots = spec.reboots();
    forwards = spec.forwards();
    userData = spec.userData();
    disk = spec.disk();
    extraDisks = spec.extraDisks();
    cards = spec.cards();
    provisions = spec.provisions();
    writeLog = spec.writeLog();
    secureBoot = spec.secureBoot();
    tpm = spec.tpm();
  }

  MachineSpec spec() {
    return new MachineSpec(
        image,
        diskBytes,
        memoryMegabytes,
        cpus,
        reboots,
        forwards,
        userData,
        disk,
        extraDisks,
        cards,
        provisions,
        writeLog,
        secureBoot,
        tpm);
  }
}
