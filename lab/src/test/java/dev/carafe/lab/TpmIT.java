package dev.carafe.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.image.tools.ToolsTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A TPM, and a Linux that asks it for a place to remember something in.
class TpmIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final ToolsTree TOOLS = LiveTools.of(LabTools.WITH_TPM);

  /// `TPM2_NV_DefineSpace` of 8 bytes for the owner, who has no password; of the answer, its code.
  ///
  /// Source: TPM 2.0 Library, Part 3, section "TPM2_NV_DefineSpace".
  private static final String INIT =
      """
      #!/bin/busybox sh
      /bin/busybox mount -t devtmpfs none /dev
      exec 3<>/dev/tpm0
      /bin/busybox xxd -r -p >&3 <<'command'
      8002 0000002d 0000012a 40000001 00000009 40000009 0000 00 0000
      0000 000e 01800001 000b 02060006 0000 0008
      command
      echo "answer $(/bin/busybox head -c 10 <&3 | /bin/busybox tail -c 4 | /bin/busybox hexdump -v -e '1/1 "%02x"')"
      /bin/busybox sleep 1000
      """;

  private static final String SUCCESS = "00000000";
  private static final String DEFINED_BEFORE = "0000014c";

  @TempDir Path work;

  @Test
  void aTpmKeepsWhatItWasToldAsLongAsTheDiskIsThere() throws IOException {
    Path image = LinuxDisk.write(work.resolve("image.raw"), INIT, List.of());
    Path disk = work.resolve("kept, as it is.qcow2");
    MachineSpec spec = MachineSpec.of(image, "", Map.of()).withDisk(disk).withTpm();
    assertThat(answer(spec)).isEqualTo(SUCCESS);
    assertThat(answer(spec)).isEqualTo(DEFINED_BEFORE);
    Files.delete(disk);
    assertThat(answer(spec)).isEqualTo(SUCCESS);
  }

  /// Cuts the power as soon as it has come.
  private String answer(MachineSpec spec) throws IOException {
    Pattern said = Pattern.compile("answer ([0-9a-f]{8})");
    try (Machine machine =
        Machine.start(TOOLS, spec, Acceleration.EMULATION, work.resolve("machine"))) {
      machine.awaitConsole(said, LIMIT);
      return said.matcher(machine.console()).results().findFirst().orElseThrow().group(1);
    }
  }
}
