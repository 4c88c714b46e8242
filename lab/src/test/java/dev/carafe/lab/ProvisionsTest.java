package dev.carafe.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProvisionsTest {
  private static final MachineFolder FOLDER = new MachineFolder(Path.of("/m's, and n"));

  @Test
  void withoutAnyTheMachineIsAsItWas() {
    assertThat(Provisions.none().arguments()).isEmpty();
    assertThat(Provisions.none().network(FOLDER)).isEmpty();
  }

  @Test
  void theMakerIsInTheFirmware() {
    Identity maker =
        new Identity("Makers, Inc.", "One", Optional.empty())
            .with(UUID.fromString("ec2e1916-9099-7caf-fd21-012345abcdef"));
    assertThat(Provisions.none().with(maker).arguments())
        .containsExactly(
            "-smbios",
            "type=1,manufacturer=Makers,, Inc.,product=One,"
                + "uuid=ec2e1916-9099-7caf-fd21-012345abcdef");
  }

  @Test
  void filesDisksAndDiscsAreThereToBeRead() {
    Provisions provisions =
        Provisions.none()
            .withFirmwareFile("opt/dev.carafe/user-data", Path.of("/u"))
            .withReadOnlyDisk(Path.of("/d"))
            .withCd(Path.of("/c"));
    assertThat(String.join(" ", provisions.arguments()))
        .isEqualTo(
            "-fw_cfg name=opt/dev.carafe/user-data,file=/u"
                + " -drive if=none,id=given1,format=raw,readonly=on,file=/d"
                + " -device virtio-blk-pci,drive=given1,romfile="
                + " -device virtio-scsi-pci,id=scsi,romfile="
                + " -drive if=none,id=cd1,format=raw,readonly=on,file=/c"
                + " -device scsi-cd,bus=scsi.0,drive=cd1");
  }

  @Test
  void aMetadataServiceIsReachedThroughAProgramWhoseNameMayBeOdd() {
    assertThat(Provisions.none().withMetadata(8775).network(FOLDER))
        .isEqualTo(
            ",net=169.254.169.0/24,guestfwd=tcp:169.254.169.254:80-cmd:"
                + "'/m'\\''s,, and n/nc' 127.0.0.1 8775");
  }
}
