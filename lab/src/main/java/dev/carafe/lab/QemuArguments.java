package dev.carafe.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

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
    arguments.add("-machine", "q35,hpet=off,i8042=off,sata=off,smbus=off,smm=off,vmport=off");
    arguments.words.addAll(acceleration.arguments());
    arguments.add("-smp", String.valueOf(spec.cpus()));
    arguments.add("-m", spec.memoryMegabytes() + "M");
    arguments.add("-L", firmware.data().toString());
    arguments.words.addAll(List.of("-nodefaults", "-no-user-config", "-no-reboot"));
    arguments.add("-display", "none");
    arguments.firmware(firmware, folder);
    arguments.disks(spec, folder);
    arguments.add("-device", "virtio-rng-pci");
    arguments.network(spec, folder);
    arguments.cards(spec.cards());
    arguments.add("-chardev", "file,id=console,path=" + value(folder.console()));
    arguments.add("-serial", "chardev:console");
    arguments.add("-qmp", "stdio");
    if (!spec.userData().isEmpty()) {
      arguments.add("-smbios", "type=11,path=" + value(folder.credential()));
    }
    arguments.words.addAll(spec.provisions().arguments());
    return List.copyOf(arguments.words);
  }

  private void firmware(Firmware firmware, MachineFolder folder) {
    add("-drive", "if=pflash,unit=0,readonly=on,format=raw,file=" + value(firmware.code()));
    add("-drive", "if=pflash,unit=1,format=raw,file=" + value(folder.variables()));
  }

  /// A disk that goes with the machine need not outlive this machine's own crash. The firmware
  /// boots from the first or not at all: it does not try the network.
  private void disks(MachineSpec spec, MachineFolder folder) {
    disk("disk", "qcow2", folder.disk(spec.disk()), spec.disk().isPresent(), ",bootindex=1");
    for (int i = 0; i < spec.extraDisks().size(); i++) {
      disk("extra" + (i + 1), "raw", spec.extraDisks().get(i), true, "");
    }
  }

  private void disk(String name, String format, Path file, boolean kept, String more) {
    String cache = kept ? "writeback" : "unsafe";
    add(
        "-drive",
        "if=none,id=%s,format=%s,cache=%s,discard=unmap,file=%s"
            .formatted(name, format, cache, value(file)));
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
