package dev.carafe.node.ephemeral;

import dev.carafe.node.disks.BadDiskException;
import dev.carafe.node.disks.FileSystemKind;
import dev.carafe.node.disks.FileSystems;
import dev.carafe.node.disks.WholeDisks;
import dev.carafe.node.host.Disk;
import dev.carafe.node.host.Disks;
import dev.carafe.node.host.Journal;
import dev.carafe.node.host.Processes;
import dev.carafe.node.host.SystemManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Disks for what may be lost: one file system on one disk, or on several that are striped, with
/// folders of the host's on it. It is asked for at each boot, and finds what it made before.
///
/// Nothing is ever overwritten: a disk must be blank, or ours.
///
/// Source: Bottlerocket's [ephemeral
/// storage](https://github.com/bottlerocket-os/bottlerocket-core-kit/blob/develop/sources/api/openapi.yaml),
/// [md(4)](https://man7.org/linux/man-pages/man4/md.4.html).
public final class EphemeralStorage {
  /// The folders that may be there, each followed by the service that must not use it meanwhile.
  private static final List<String> FOLDERS =
      List.of("/var/lib/containerd", "/var/lib/volumes", "/var/log/pods");

  private static final String RUNTIME = "containerd.service";
  private static final String ARRAY = "md127";

  /// What clouds call disks that end with the machine: Amazon's, Google's, Azure's.
  private static final List<String> MODELS =
      List.of(
          "Amazon EC2 NVMe Instance Storage",
          "nvme_card",
          "Microsoft NVMe Direct Disk",
          "Microsoft NVMe Direct Disk v2");

  private final Path root;
  private final WholeDisks disks;
  private final FileSystems fileSystems;
  private final SystemManager system;
  private final Processes processes;
  private final Journal journal;

  /// @param root of the host
  public EphemeralStorage(
      Path root, Disks disks, SystemManager system, Processes processes, Journal journal) {
    this.root = root;
    this.disks = new WholeDisks(root, disks, processes);
    this.fileSystems = new FileSystems(root, processes);
    this.system = system;
    this.processes = processes;
    this.journal = journal;
  }

  /// The disks that may be named: nobody else's, by their paths.
  public synchronized List<String> disks() {
    return disks.all().stream()
        .filter(disk -> !(contents(disk.name()) instanceof EphemeralContents.Foreign))
        .map(disk -> "/dev/" + disk.name())
        .toList();
  }

  /// The folders that may be bound.
  public List<String> folders() {
    return FOLDERS;
  }

  /// Makes the file system, where it is not there yet. Without disks named, those are taken that
  /// the cloud says are fleeting; where there are none, nothing happens.
  ///
  /// @throws BadDiskException where a disk is not there, or is somebody's
  public synchronized void initialize(FileSystemKind kind, Optional<List<String>> named) {
    disks.settle();
    List<String> wanted = named.isPresent() ? named.get() : fleeting();
    if (wanted.isEmpty()) {
      journal.info("there is no disk for what may be lost, so none is made ready");
      return;
    }
    List<String> names = wanted.stream().map(this::demandUsable).distinct().toList();
    String device = names.size() == 1 ? names.getFirst() : array(names);
    switch (contents(device)) {
      case EphemeralContents.Formatted(String found) when found.equals(kind.word()) ->
          journal.info("/dev/" + device + " is ready for what may be lost");
      case EphemeralContents.Blank _ -> format(kind, device);
      case EphemeralContents.Formatted(String found) ->
          throw new BadDiskException(
              "/dev/" + device + " is formatted as " + found, "ask for that, or wipe it");
      case EphemeralContents.Member _ ->
          throw new BadDiskException(
              "/dev/" + device + " is one of several striped disks", "name all of them");
      case EphemeralContents.Foreign(String found) ->
          throw new BadDiskException(
              "/dev/" + device + " holds " + found, "wipe it, or name another");
    }
  }

  private List<String> fleeting() {
    return disks.all().stream()
        .filter(disk -> disk.model().filter(MODELS::contains).isPresent())
        .map(Disk::name)
        .toList();
  }

  private String demandUsable(String path) {
    String name = path.startsWith("/dev/") ? disks.nameOf(path).orElse(path) : path;
    if (disks.all().stream().noneMatch(disk -> disk.name().equals(name))) {
      throw new BadDiskException(
          "there is no disk '" + path + "' to be had",
          "name some of " + String.join(", ", disks()));
    }
    if (contents(name) instanceof EphemeralContents.Foreign(String found)) {
      throw new BadDiskException(path + " holds " + found, "wipe it, or name another");
    }
    return name;
  }

  /// Assembles the array or makes it, and returns its name.
  private String array(List<String> names) {
    if (!Files.exists(device(ARRAY))) {
      List<EphemeralContents> found = names.stream().map(this::contents).toList();
      List<String> command = new ArrayList<>(List.of(program("usr/sbin/mdadm")));
      if (found.stream().allMatch(EphemeralContents.Member.class::isInstance)) {
        command.addAll(List.of("--assemble", "--run", "/dev/" + ARRAY));
      } else if (found.stream().allMatch(EphemeralContents.Blank.class::isInstance)) {
        // No larger chunk: a log of XFS could not be striped alike.
        command.addAll(
            List.of(
                "--create",
                "/dev/" + ARRAY,
                "--run",
                "--homehost=any",
                "--name=" + EphemeralContents.ARRAY,
                "--level=0",
                "--chunk=256",
                "--raid-devices=" + names.size()));
        journal.info("stripes " + String.join(", ", names));
      } else {
        throw new BadDiskException(
            "of " + String.join(", ", names) + " some are striped with others",
            "name the same again");
      }
      names.forEach(name -> command.add("/dev/" + name));
      processes.run(command, "");
    }
    return ARRAY;
  }

  private void format(FileSystemKind kind, String device) {
    journal.info("formats /dev/" + device + " as " + kind.word() + " for what may be lost");
    fileSystems.make(kind, EphemeralContents.LABEL, device);
  }

  /// Puts folders of the host's on the file system. Without one, nothing happens.
  ///
  /// @throws BadDiskException where a folder is none that may be there
  public synchronized void bind(List<String> folders) {
    for (String folder : folders) {
      if (!FOLDERS.contains(folder)) {
        throw new BadDiskException(
            "'" + folder + "' cannot be bound", "name some of " + String.join(", ", FOLDERS));
      }
    }
    Optional<String> device = formatted();
    if (device.isEmpty()) {
      journal.info("there is no disk for what may be lost, so nothing is bound");
      return;
    }
    Path place = root.resolve("mnt").resolve(EphemeralContents.LABEL);
    if (fileSystems.at(place).isEmpty()) {
      fileSystems.mount(device.get(), place);
    }
    List<String> missing =
        folders.stream()
            .filter(folder -> fileSystems.at(root.resolve(folder.substring(1))).isEmpty())
            .toList();
    boolean runtime = missing.stream().anyMatch(folder -> folder.equals(FOLDERS.getFirst()));
    if (runtime) {
      system.stop(RUNTIME);
    }
    try {
      missing.forEach(folder -> bind(place, folder));
    } finally {
      if (runtime) {
        system.start(RUNTIME);
      }
    }
  }

  private void bind(Path place, String folder) {
    Path source = place.resolve("." + folder.replace('/', '_'));
    Path target = root.resolve(folder.substring(1));
    fileSystems.bind(source, target);
    journal.info(folder + " is on the disk for what may be lost");
  }

  /// The disk or array that has our file system.
  private Optional<String> formatted() {
    Stream<String> names =
        Stream.concat(
            Stream.of(ARRAY).filter(name -> Files.exists(device(name))),
            disks.all().stream().map(Disk::name));
    return names.filter(name -> contents(name) instanceof EphemeralContents.Formatted).findFirst();
  }

  private EphemeralContents contents(String name) {
    return EphemeralContents.of(fileSystems.contents(name));
  }

  private Path device(String name) {
    return root.resolve("dev").resolve(name);
  }

  private String program(String path) {
    return root.resolve(path).toString();
  }
}
