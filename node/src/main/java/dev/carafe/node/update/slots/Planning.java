package dev.carafe.node.update.slots;

import dev.carafe.disk.delta.Extent;
import dev.carafe.disk.verity.RootHash;
import dev.carafe.disk.verity.VerityTree;
import dev.carafe.node.boot.KernelFolder;
import dev.carafe.node.boot.LoaderEntry;
import dev.carafe.node.update.UpdatePlan;
import dev.carafe.node.update.UpdatePlan.Download;
import dev.carafe.node.update.UpdatePlan.Room;
import dev.carafe.node.update.UpdatePolicy;
import dev.carafe.trust.release.Payload;
import dev.carafe.trust.release.Release;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Finds out what it takes to install a release, and whether it can be begun. Changes nothing.
record Planning(SlotParts parts, Release release, UpdatePolicy policy) {

  UpdatePlan plan() throws IOException {
    SlotTable slots = SlotTable.read(parts.disk(), parts.running());
    return parts.kernels().look("look at the kernel images", folder -> plan(slots, folder));
  }

  private UpdatePlan plan(SlotTable slots, KernelFolder folder) throws IOException {
    StoredKernels kernels = StoredKernels.read(folder);
    List<String> obsolete = kernels.obsolete(parts.running(), slots.other().system());
    return new UpdatePlan(
        List.of(
            download("kernel", release.kernel().payload()),
            download("usr", release.usr().payload())),
        rooms(slots.other(), roomWithout(obsolete, folder)),
        obstacles(kernels, obsolete));
  }

  private Download download(String what, Payload payload) {
    Ways ways = Ways.to(payload, parts.image().rootHash());
    return new Download(
        what,
        ways.first().target(),
        ways.isShort(),
        ways.first().size(),
        Stream.concat(policy.mirrors().stream(), policy.targetsBaseUrl().stream()).toList());
  }

  private static long roomWithout(List<String> files, KernelFolder folder) throws IOException {
    long room = folder.room();
    for (String file : files) {
      room += folder.size(file);
    }
    return room;
  }

  /// Beside the two kernels a third one must fit onto the system partition: the one after these is
  /// larger, perhaps.
  private List<Room> rooms(Slot other, long kernelRoom) throws IOException {
    long usr = release.usr().payload().full().unpacked();
    long kernel = release.kernel().payload().full().unpacked();
    long fetched = Ways.to(release.kernel().payload(), parts.image().rootHash()).first().size();
    long blocks = Math.max(2, Math.ceilDiv(usr, Extent.BLOCK));
    return List.of(
        new Room("the other slot", usr, other.data().size()),
        new Room("the hash tree of the other slot", VerityTree.size(blocks), other.hash().size()),
        new Room("the EFI system partition", 2 * kernel, kernelRoom),
        new Room("the data partition", kernel + fetched, dataRoom()));
  }

  private long dataRoom() throws IOException {
    return parts.room().getAsLong() + parts.workshop().taken();
  }

  private List<String> obstacles(StoredKernels kernels, List<String> obsolete) {
    List<String> obstacles = new ArrayList<>();
    RootHash running = parts.running();
    boolean onTrial =
        kernels.entry(running).filter(entry -> entry.entry().tries().isPresent()).isPresent();
    if (onTrial && kernels.hasAlternativeTo(running)) {
      obstacles.add(
          "the system that runs has not proved itself yet, and the other one is what the node would"
              + " go back to");
    }
    String name = KernelName.of(release.kernel()).stem();
    for (LoaderEntry entry : kernels.entries()) {
      if (entry.entry().name().equalsIgnoreCase(name) && !obsolete.contains(entry.entry().file())) {
        obstacles.add(
            "the EFI system partition has the kernel image %s of another system"
                .formatted(entry.entry().file()));
      }
    }
    return obstacles;
  }
}
