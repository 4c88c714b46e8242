package dev.carafe.lab;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/// QEMU's command line for a machine: only the devices that are named here, none by default.
///
/// QEMU's monitor is on its standard input and output: no socket, whose path may be too long.
///
/// Source: [QEMU, "Invocation"](https://www.qemu.org/docs/master/system/invocation.html).
final class QemuArguments {
  /// What QEMU would choose for the first card.
  private static final String FIRST_MAC = "52:54:00:12:34:56";

  /// Of the cards beside the first, far from what else there may be on the bus: the guest names
  /// them by it.
  private static final int FIRST_SLOT = 16;

  private final List<String> words = new ArrayList<>();

  private QemuArguments() {}

  static List<String> of(
      MachineSpec spec, Acceleration acceleration, Firmware firmware, MachineFolder folder) {
    QemuArguments arguments = new QemuArguments();
    arguments.add("-name", "carafe");
    boolean secure = spec.secureBoot().isPresent();
    arguments.add(
        "-machine",
        "q35,hpet=off,i8042=off,sata=off,smbus=off,smm=%s,vmport=off"
            .formatted(secure ? "on" : "off"));
    arguments.words.addAll(acceleration.arguments());
    arguments.add("-smp", String.valueOf(spec.cpus()));
    arguments.add("-m", spec.memoryMegabytes() + "M");
    arguments.add("-L", firmware.data().toString());
    arguments.words.addAll(List.of("-nodefaults", "-no-user-config"));
    if (!spec.reboots()) {
      arguments.words.add("-no-reboot");
    }
    arguments.add("-display", "none");
    arguments.firmware(firmware, folder.variables(spec.disk()), secure);
    arguments.disks(spec, folder);
    arguments.add("-device", "virtio-rng-pci");
    arguments.network(spec, folder);
    arguments.cards(spec.cards());
    arguments.add("-chardev", "file,id=console,path=" + value(folder.console()));
    arguments.add("-serial", "chardev:console");
    arguments.add("-qmp", "stdio");
    if (spec.tpm()) {
      arguments.tpm();
    }
    if (!spec.userData().isEmpty()) {
      arguments.add("-smbios", "type=11,path=" + value(folder.credential()));
    }
    spec.disk().ifPresent(disk -> arguments.add("-uuid", number(disk).toString()));
    arguments.words.addAll(spec.provisions().arguments());
    return List.copyOf(arguments.words);
  }

  /// What starts again from its own disk is the same machine, and the firmware says so.
  private static UUID number(Path disk) {
    return UUID.nameUUIDFromBytes(disk.toString().getBytes(StandardCharsets.UTF_8));
  }

  /// Where signatures are demanded, the firmware alone may write its variables, in system
  /// management mode.
  private void firmware(Firmware firmware, Path variables, boolean secure) {
    if (secure) {
      add("-global", "driver=cfi.pflash01,property=secure,value=on");
    }
    add("-drive", "if=pflash,unit=0,readonly=on,format=raw,file=" + value(firmware.code()));
    add("-drive", "if=pflash,unit=1,format=raw,file=" + value(variables));
  }

  /// A disk that goes with the machine need not outlive this machine's own crash. The firmware
  /// boots from the first or not at all: it does not try the network.
  private void disks(MachineSpec spec, MachineFolder folder) {
    Path first = folder.disk(spec.disk());
    if (spec.writeLog().isPresent()) {
      loggedDisk("disk", first, spec.writeLog().get());
      diskDevice("disk", ",bootindex=1,request-merging=off,write-zeroes=off");
    } else {
      drive("disk", "qcow2", first, spec.disk().isPresent());
      diskDevice("disk", ",bootindex=1");
    }
    for (int i = 0; i < spec.extraDisks().size(); i++) {
      String name = "extra" + (i + 1);
      drive(name, "raw", spec.extraDisks().get(i), true);
      diskDevice(name, "");
    }
  }

  private void drive(String name, String format, Path file, boolean kept) {
    String cache = kept ? "writeback" : "unsafe";
    add(
        "-drive",
        "if=none,id=%s,format=%s,cache=%s,discard=unmap,file=%s"
            .formatted(name, format, cache, value(file)));
  }

  /// The guest's flushes come as far as the log; neither file is flushed itself, as both outlive
  /// QEMU in this machine's memory.
  ///
  /// What QEMU 10.0 cannot note is kept from it. A request that it has put together from others may
  /// have as many parts as the host takes at once, and with the head of its entry one more: the
  /// guest is told of an error of its disk. A command to write zeros is noted in two steps, between
  /// which another entry may come: nothing behind that is found again.
  ///
  /// Sources: [QEMU, "QMP Reference"](https://www.qemu.org/docs/master/interop/qemu-qmp-ref.html):
  /// `BlockdevOptionsBlklogwrites`; `block/blklogwrites.c`: `blk_log_writes_co_do_log()`.
  private void loggedDisk(String name, Path file, Path log) {
    add(
        "-drive",
        ("if=none,id=%s,format=blklogwrites,cache=writeback,discard=unmap,log-sector-size=%d"
                + ",file.driver=qcow2,file.file.filename=%s,file.cache.no-flush=on"
                + ",log.driver=file,log.filename=%s,log.cache.no-flush=on")
            .formatted(name, WriteLog.SECTOR, value(file), value(log)));
  }

  private void diskDevice(String name, String more) {
    add("-device", "virtio-blk-pci,drive=%s,serial=%s,romfile=%s".formatted(name, name, more));
  }

  private void network(MachineSpec spec, MachineFolder folder) {
    StringBuilder network = new StringBuilder("user,id=net" + spec.provisions().network(folder));
    new TreeMap<>(spec.forwards())
        .forEach((here, there) ->
            network.append(",hostfwd=tcp:127.0.0.1:").append(here).append("-:").append(there));
    add("-netdev", network.toString());
    add("-device", "virtio-net-pci,netdev=net,mac=%s,romfile=".formatted(FIRST_MAC));
  }

  /// Each network is a hub, into which its cards are plugged.
  private void cards(List<NetworkCard> cards) {
    List<NetworkCard.Network> hubs = new ArrayList<>();
    for (NetworkCard card : cards) {
      if (!hubs.contains(card.network())) {
        hubs.add(card.network());
        uplink(card.network(), hubs.size());
      }
    }
    for (int i = 0; i < cards.size(); i++) {
      NetworkCard card = cards.get(i);
      String name = "card" + (i + 1);
      add("-netdev", "hubport,id=%s,hubid=%d".formatted(name, hubs.indexOf(card.network()) + 1));
      add(
          "-device",
          "virtio-net-pci,netdev=%s,mac=%s,addr=0x%x,romfile="
              .formatted(name, card.mac(), FIRST_SLOT + i));
    }
  }

  private void uplink(NetworkCard.Network network, int hub) {
    switch (network) {
      case NetworkCard.Network.User(int number) -> {
        add("-netdev", "user,id=user%d,net=10.0.%d.0/24".formatted(hub, 100 + number));
        add("-netdev", "hubport,id=uplink%d,hubid=%d,netdev=user%d".formatted(hub, hub, hub));
      }
      case NetworkCard.Network.Segment _ -> {}
    }
  }

  /// QEMU runs where the socket is.
  private void tpm() {
    add("-chardev", "socket,id=tpm,path=" + Tpm.SOCKET);
    add("-tpmdev", "emulator,id=tpm,chardev=tpm");
    add("-device", "tpm-crb,tpmdev=tpm");
  }

  private void add(String option, String value) {
    words.add(option);
    words.add(value);
  }

  /// A comma ends a value unless it is doubled.
  static String value(Path path) {
    return value(path.toAbsolutePath().toString());
  }

  static String value(String text) {
    return text.replace(",", ",,");
  }
}
