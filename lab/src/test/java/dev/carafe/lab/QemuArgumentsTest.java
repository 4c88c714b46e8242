package dev.carafe.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QemuArgumentsTest {
  private static final Firmware FIRMWARE =
      new Firmware(Path.of("/t/CODE.fd"), Path.of("/t/VARS.fd"), Path.of("/t/qemu"));
  private static final MachineSpec SPEC =
      MachineSpec.of(Path.of("/i/plain.raw"), "x = 1", Map.of(8080, 80, 5081, 5081));

  @Test
  void aMachineHasTheDevicesThatItIsGivenAndNoOthers() {
    assertThat(lines(SPEC, "/m"))
        .isEqualTo(
            """
            -name carafe
            -machine q35,hpet=off,i8042=off,sata=off,smbus=off,smm=off,vmport=off
            -accel tcg,thread=multi
            -cpu max,la57=off,smap=off,smep=off,pku=off,umip=off,erms=off,fsrm=off
            -smbios type=11,value=io.systemd.stub.kernel-cmdline-extra=no_timer_check mitigations=off
            -smp 2
            -m 1024M
            -L /t/qemu
            -nodefaults
            -no-user-config
            -no-reboot
            -display none
            -drive if=pflash,unit=0,readonly=on,format=raw,file=/t/CODE.fd
            -drive if=pflash,unit=1,format=raw,file=/m/variables.fd
            -drive if=none,id=disk,format=qcow2,cache=unsafe,discard=unmap,file=/m/disk.qcow2
            -device virtio-blk-pci,drive=disk,serial=disk,romfile=,bootindex=1
            -device virtio-rng-pci
            -netdev user,id=net,hostfwd=tcp:127.0.0.1:5081-:5081,hostfwd=tcp:127.0.0.1:8080-:80
            -device virtio-net-pci,netdev=net,mac=52:54:00:12:34:56,romfile=
            -chardev file,id=console,path=/m/console.log
            -serial chardev:console
            -qmp stdio
            -smbios type=11,path=/m/credential\
            """);
  }

  @Test
  void aMachineEndsWhereItIsRestartedUnlessItIsToGoOn() {
    assertThat(lines(SPEC, "/m")).contains("-no-reboot");
    assertThat(lines(SPEC.withReboots().withMemory(512), "/m")).doesNotContain("-no-reboot");
  }

  @Test
  void aLogOfWritesStandsBetweenTheMachineAndItsDisk() {
    assertThat(lines(SPEC.withWriteLog(Path.of("/l/writes,1")), "/m"))
        .contains(
            "-drive if=none,id=disk,format=blklogwrites,cache=writeback,discard=unmap"
                + ",log-sector-size=512,file.driver=qcow2,file.file.filename=/m/disk.qcow2"
                + ",file.cache.no-flush=on,log.driver=file,log.filename=/l/writes,,1"
                + ",log.cache.no-flush=on\n"
                + "-device virtio-blk-pci,drive=disk,serial=disk,romfile=,bootindex=1,request-merging=off,write-zeroes=off\n");
  }

  @Test
  void commasInPathsAreDoubled() {
    assertThat(lines(SPEC.withExtraDisk(Path.of("/e/a,b.raw")), "/m,n"))
        .contains("file=/m,,n/disk.qcow2")
        .contains("path=/m,,n/console.log")
        .contains("path=/m,,n/credential")
        .contains("file=/e/a,,b.raw");
  }

  @Test
  void disksThatOutliveTheMachineAreWrittenSafely() {
    assertThat(
            lines(SPEC.withDisk(Path.of("/k/kept.qcow2")).withExtraDisk(Path.of("/e/one")), "/m"))
        .contains("id=disk,format=qcow2,cache=writeback,discard=unmap,file=/k/kept.qcow2")
        .contains("id=extra1,format=raw,cache=writeback,discard=unmap,file=/e/one")
        .contains("drive=extra1,serial=extra1");
  }

  @Test
  void cardsOfOneNetworkArePluggedIntoOneHub() {
    NetworkCard.Network wire = new NetworkCard.Network.Segment(1);
    String lines =
        lines(
            SPEC.withCards(
                new NetworkCard("52:54:00:00:00:01", wire),
                new NetworkCard("52:54:00:00:00:02", new NetworkCard.Network.User(1)),
                new NetworkCard("52:54:00:00:00:03", wire)),
            "/m");
    assertThat(lines)
        .contains(
            """
            -device virtio-net-pci,netdev=net,mac=52:54:00:12:34:56,romfile=
            -netdev user,id=user2,net=10.0.101.0/24
            -netdev hubport,id=uplink2,hubid=2,netdev=user2
            -netdev hubport,id=card1,hubid=1
            -device virtio-net-pci,netdev=card1,mac=52:54:00:00:00:01,addr=0x10,romfile=
            -netdev hubport,id=card2,hubid=2
            -device virtio-net-pci,netdev=card2,mac=52:54:00:00:00:02,addr=0x11,romfile=
            -netdev hubport,id=card3,hubid=1
            -device virtio-net-pci,netdev=card3,mac=52:54:00:00:00:03,addr=0x12,romfile=
            -chardev\
            """);
  }

  @Test
  void firmwareThatDemandsSignaturesAloneWritesItsVariables() {
    assertThat(lines(SPEC.withSecureBoot(new FirmwareKeys.Blank()), "/m"))
        .contains("-machine q35,hpet=off,i8042=off,sata=off,smbus=off,smm=on,vmport=off\n")
        .contains(
            """
            -global driver=cfi.pflash01,property=secure,value=on
            -drive if=pflash,unit=0,readonly=on,format=raw,file=/t/CODE.fd
            """);
  }

  @Test
  void aTpmIsReachedByASocketInItsFolder() {
    assertThat(lines(SPEC.withTpm(), "/m"))
        .contains(
            """
            -chardev socket,id=tpm,path=socket
            -tpmdev emulator,id=tpm,chardev=tpm
            -device tpm-crb,tpmdev=tpm
            """);
  }

  @Test
  void withoutUserDataNothingIsHandedOn() {
    assertThat(lines(MachineSpec.of(Path.of("/i"), "", Map.of()), "/m"))
        .doesNotContain("credential");
  }

  @Test
  void theProcessorItselfIsUsedWhereItCanBe() {
    assertThat(QemuArguments.of(SPEC, Acceleration.KVM, FIRMWARE, new MachineFolder(Path.of("/m"))))
        .containsSequence("-accel", "kvm", "-cpu", "host");
  }

  /// An option with its value on each line.
  private static String lines(MachineSpec spec, String folder) {
    List<String> words =
        QemuArguments.of(
            spec, Acceleration.EMULATION, FIRMWARE, new MachineFolder(Path.of(folder)));
    return IntStream.range(0, words.size())
        .mapToObj(i -> (i == 0 ? "" : words.get(i).startsWith("-") ? "\n" : " ") + words.get(i))
        .collect(Collectors.joining());
  }
}
