package dev.carafe.cli.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What there is to see of a node with pods after a boot.
///
/// @param containers `POD/CONTAINER` -> its state
/// @param page what the witness serves
/// @param checksum of the file in the payload's image, as its container sees it
/// @param events kinds of problems that were told
record PodsSight(
    Map<String, String> containers,
    Optional<String> page,
    Optional<String> checksum,
    Optional<HostSight> host,
    Recording recording,
    Set<String> events) {
  private static final Set<String> DISK =
      Set.of("FilesystemIsReadOnly", "FilesystemError", "IOError", "CorruptedBlock");

  PodsSight {
    containers = Map.copyOf(containers);
    events = Set.copyOf(events);
  }

  /// What must be there.
  ///
  /// @param containers each `POD/CONTAINER`
  /// @param page the witness's
  /// @param images how many layers images may have in all
  /// @param pulls how many may have been cut in the campaign
  record Wanted(
      Set<String> containers, String page, String checksum, int images, int pulls, long upMillis) {

    Wanted {
      containers = Set.copyOf(containers);
    }

    List<String> pods() {
      return containers.stream().map(name -> name.split("/", 2)[0]).distinct().sorted().toList();
    }
  }

  /// All that is not as it must be.
  List<String> faults(Wanted wanted) {
    List<String> faults = new ArrayList<>();
    for (String name : new TreeSet<>(wanted.containers())) {
      String state = containers.getOrDefault(name, "not there");
      if (!state.equals("running")) {
        faults.add(name + " is " + state);
      }
    }
    containers.keySet().stream()
        .filter(name -> !wanted.containers().contains(name))
        .sorted()
        .forEach(name -> faults.add(name + " is there, and not declared"));
    if (!page.map(String::strip).equals(Optional.of(wanted.page()))) {
      faults.add("the witness serves " + page.orElse("nothing"));
    }
    if (!checksum.equals(Optional.of(wanted.checksum()))) {
      faults.add(
          "the payload's checksum is %s; expected %s"
              .formatted(checksum.orElse("not to be had"), wanted.checksum()));
    }
    host.ifPresentOrElse(
        seen ->
            faults.addAll(
                seen.faults(
                    wanted.pods(), wanted.containers().size(), wanted.images(), wanted.pulls())),
        () -> faults.add("the host cannot be looked at"));
    recording.fault(wanted.upMillis()).ifPresent(faults::add);
    events.stream().filter(DISK::contains).sorted().forEach(faults::add);
    return faults;
  }
}
