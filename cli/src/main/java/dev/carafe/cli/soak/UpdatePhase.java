package dev.carafe.cli.soak;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What an update is about when the power goes, in the order in which these come. A cut in one is
/// before or right behind a write to a part of the disk.
public enum UpdatePhase implements Moment {
  /// The kernel image is fetched and made on the data partition.
  FETCH(Stage.WRITING, DiskPart.DATA),
  /// The other slot is written.
  SLOT(Stage.WRITING, DiskPart.SLOT),
  /// Its hash tree is.
  TREE(Stage.WRITING, DiskPart.TREE),
  /// The partition table says that the slot is nobody's, or the new system's.
  TABLE(Stage.WRITING, DiskPart.TABLE),
  /// The kernel image comes onto the EFI system partition.
  KERNEL(Stage.WRITING, DiskPart.SYSTEM),
  /// It gets a name that the boot loader sees.
  ACTIVATION(Stage.CHOOSING, DiskPart.SYSTEM),
  /// The machine shuts down to start anew.
  REBOOT(Stage.CHOOSING, DiskPart.DATA),
  /// The new system starts for the first time.
  TRIAL(Stage.TRIAL, DiskPart.DATA),
  /// The boot loader counts the try, and the system that it was a good one.
  BLESSING(Stage.TRIAL, DiskPart.SYSTEM);

  private final Stage stage;
  private final DiskPart part;

  /// How far an update is.
  enum Stage {
    /// The old system runs, and is started next.
    WRITING,
    /// The old system runs, and either is started next.
    CHOOSING,
    /// The new system runs.
    TRIAL
  }

  UpdatePhase(Stage stage, DiskPart part) {
    this.stage = stage;
    this.part = part;
  }

  static UpdatePhase read(JsonNode cut) {
    return valueOf(cut.path("phase").asText());
  }

  Stage stage() {
    return stage;
  }

  /// What is written to in it.
  DiskPart part() {
    return part;
  }

  /// Those that may still come.
  ///
  /// @param last the one that was interrupted last
  /// @param updated whether the new system runs
  static List<UpdatePhase> after(Optional<UpdatePhase> last, boolean updated) {
    return Arrays.stream(values())
        .filter(phase -> last.isEmpty() || phase.compareTo(last.get()) > 0)
        .filter(phase -> !updated || phase.stage == Stage.TRIAL)
        .toList();
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStringField("phase", name());
  }
}
