package dev.carafe.node.provisioning;

import dev.carafe.node.host.Mounts;
import dev.carafe.node.host.ProgramFailedException;
import dev.carafe.node.host.Volume;
import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/// A disk with a certain label that is there to be read: ISO 9660 or FAT.
final class DriveSource implements Source {
  private final Origin origin;
  private final String label;
  private final Function<Path, Provision> reading;
  private final Drives drives;
  private final Mounts mounts;

  private DriveSource(
      Origin origin,
      String label,
      Function<Path, Provision> reading,
      Drives drives,
      Mounts mounts) {
    this.origin = origin;
    this.label = label;
    this.reading = reading;
    this.drives = drives;
    this.mounts = mounts;
  }

  static DriveSource configDrive(Drives drives, Mounts mounts) {
    return new DriveSource(
        Origin.CONFIG_DRIVE, "config-2", ConfigDriveFolder::read, drives, mounts);
  }

  static DriveSource noCloud(Drives drives, Mounts mounts) {
    return new DriveSource(Origin.NO_CLOUD, "cidata", NoCloudFolder::read, drives, mounts);
  }

  @Override
  public Origin origin() {
    return origin;
  }

  @Override
  public Reading read() throws InterruptedException {
    Optional<Volume> volume = drives.labelled(label);
    return volume.isEmpty() ? new Reading.Absent() : read(volume.get());
  }

  private Reading read(Volume volume) {
    try {
      return new Reading.Found(mounts.read(volume, reading));
    } catch (ProgramFailedException | UncheckedIOException e) {
      Position position = new Position(origin.label() + " " + volume.device(), 1, 1);
      String instead = "make the disk anew, with ISO 9660 or FAT";
      return new Reading.Failed(new Problem(position, String.valueOf(e.getMessage()), instead));
    }
  }
}
