package dev.carafe.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.lab.metadata.Ec2;
import dev.carafe.lab.metadata.MetadataServer;
import dev.carafe.lab.metadata.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a machine is given is there, in the real QEMU and as the firmware's own shell sees it.
class ProvisionsIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path work;

  @Test
  void theGuestSeesItsMakerItsDisksAndTheMetadataService() throws IOException {
    Path image =
        ShellDisk.write(
            work.resolve("image.raw"),
            "smbiosview -t 1",
            "connect -r",
            "map -r",
            "type fs1:\\user-data",
            "ifconfig -s eth0 dhcp",
            "stall 10000000",
            "ifconfig -l eth0",
            "http -t 5000 http://169.254.169.254/latest/user-data fs0:\\answer");
    Path fat = SeedDisk.noCloud("from the FAT disk", "").writeFat(work.resolve("fat.raw"));
    Path content = Files.writeString(work.resolve("content"), "x = 1");
    Path iso =
        SeedDisk.configDrive("", "{}")
            .writeIso(LiveTools.TREE, work.resolve("config.iso"), work.resolve("iso"));
    try (MetadataServer server = MetadataServer.start(Ec2.instance())) {
      Provisions provisions =
          Provisions.none()
              .with(Identity.ec2())
              .withFirmwareFile("opt/dev.carafe/user-data", content)
              .withReadOnlyDisk(fat)
              .withCd(iso)
              .withMetadata(server.port());
      MachineSpec spec = MachineSpec.of(image, "", Map.of()).with(provisions);
      try (Machine machine =
          Machine.start(
              LiveTools.TREE, spec, Acceleration.EMULATION, work.resolve("it's, a machine"))) {
        machine.awaitConsole(Pattern.compile("Amazon EC2"), LIMIT);
        machine.awaitConsole(Pattern.compile("from the FAT disk"), LIMIT);
        Question question =
            machine.await(
                "a question to the metadata service",
                LIMIT,
                () -> server.questions().stream().findFirst());
        assertThat(question.path()).isEqualTo("/latest/user-data");
        assertThat(question.field("host")).isEqualTo(Optional.of("169.254.169.254"));
      }
    }
  }
}
