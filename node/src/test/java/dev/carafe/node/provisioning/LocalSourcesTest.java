package dev.carafe.node.provisioning;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.host.BlockDevices;
import dev.carafe.node.host.HostProcesses;
import dev.carafe.node.host.Mounts;
import dev.carafe.node.host.Processes;
import dev.carafe.node.metadata.FakeWaiting;
import dev.carafe.settings.Problem;
import dev.carafe.settings.reading.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalSourcesTest {
  private static final String TOML = "[settings]\nmotd = \"%s\"\n";

  @TempDir private Path folder;
  private FakeRoot root = new FakeRoot(Path.of("unset"));
  private final FakeWaiting waiting = new FakeWaiting();

  @BeforeEach
  void setUp() {
    root = new FakeRoot(folder);
  }

  @Test
  void filesOnTheDataPartitionAreFoundAndOursHold() {
    root.with("var/lib/carafe/user-data.toml", TOML.formatted("ours"))
        .with("var/lib/bottlerocket/user-data.toml", TOML.formatted("theirs"))
        .with("var/lib/bottlerocket/net.toml", "version = 2")
        .with("var/lib/carafe/net.toml", "version = 3");
    Provision provision = found(new FileSource(folder));
    assertThat(provision.settings())
        .containsExactly(
            new UserDataDocument("/var/lib/bottlerocket/user-data.toml", TOML.formatted("theirs")),
            new UserDataDocument("/var/lib/carafe/user-data.toml", TOML.formatted("ours")));
    assertThat(provision.network())
        .contains(new UserDataDocument("/var/lib/carafe/net.toml", "version = 3"));
  }

  @Test
  void theHypervisorHandsOnCredentialsAndFirmwareConfiguration() {
    root.with("run/credentials/@system/carafe.user-data", TOML.formatted("credential"))
        .with("run/credentials/@system/carafe.net-toml", "version = 3")
        .with(
            "sys/firmware/qemu_fw_cfg/by_name/opt/dev.carafe/user-data/raw",
            TOML.formatted("firmware"))
        .with("sys/firmware/qemu_fw_cfg/by_name/opt/dev.carafe/net.toml/raw", "version = 1");
    Provision provision = found(new HypervisorSource(folder));
    assertThat(provision.settings().stream().map(UserDataDocument::source))
        .containsExactly("fw_cfg user-data", "user-data");
    assertThat(provision.network()).contains(new UserDataDocument("net.toml", "version = 3"));
  }

  @Test
  void withoutFilesThereIsNothing() throws InterruptedException {
    assertThat(new FileSource(folder).read()).isEqualTo(new Reading.Absent());
    assertThat(new HypervisorSource(folder).read()).isEqualTo(new Reading.Absent());
  }

  @Test
  void aFileThatIsNoTextIsAProblem() throws IOException {
    Files.createDirectories(folder.resolve("var/lib/carafe"));
    Files.write(folder.resolve("var/lib/carafe/net.toml"), new byte[] {'a', '\n', (byte) 0xff});
    assertThat(messages(found(new FileSource(folder))))
        .containsExactly(
            "/var/lib/carafe/net.toml:2:1: byte 0xff is no UTF-8; save the text in UTF-8");
  }

  @Test
  void aLinkOnADiskLeadsNowhere() throws IOException {
    root.with("secret", TOML.formatted("secret"));
    Path drive = Files.createDirectory(folder.resolve("drive"));
    Files.createSymbolicLink(drive.resolve("user-data"), folder.resolve("secret"));
    assertThat(NoCloudFolder.read(drive).settings()).isEmpty();
  }

  @Test
  void aDiskForCloudInitGivesSettingsNetworkAndFacts() {
    root.with("drive/user-data", TOML.formatted("disk"))
        .with("drive/net.toml", "version = 3")
        .with("drive/network-config", "version: 2\n")
        .with("drive/vendor-data", "#cloud-config\n\n")
        .with(
            "drive/meta-data",
            """
            # made by hand
            instance-id: "i-42"   # ours
            local-hostname: web-1 # its name
            public-keys:
              local-hostname: not this
            region: 'north'
            """);
    Provision provision = NoCloudFolder.read(folder.resolve("drive"));
    assertThat(provision.problems()).isEmpty();
    assertThat(provision.settings())
        .containsExactly(new UserDataDocument("NoCloud user-data", TOML.formatted("disk")));
    assertThat(provision.network())
        .contains(new UserDataDocument("NoCloud net.toml", "version = 3"));
    assertThat(provision.facts())
        .isEqualTo(
            new Facts(
                Optional.of("nocloud"),
                Optional.of("web-1"),
                Optional.of("north"),
                Optional.empty(),
                Optional.of("i-42"),
                Optional.empty()));
  }

  @Test
  void itsManifestsFollowItsUserDataInTheOrderOfTheirNames() {
    root.with("drive/user-data", TOML.formatted("disk"))
        .with("drive/pods/b.yml", "b: 1\n")
        .with("drive/pods/A.YAML", "\uFEFFa: 1\n")
        .with("drive/pods/c.json", "{}")
        .with("drive/pods/empty.yaml", " \n")
        .with("drive/pods/.hidden.yaml", "no")
        .with("drive/pods/readme.txt", "no")
        .with("drive/pods/folder.yaml/x.yaml", "no");
    Provision provision = NoCloudFolder.read(folder.resolve("drive"));
    assertThat(provision.settings())
        .containsExactly(
            new UserDataDocument("NoCloud user-data", TOML.formatted("disk")),
            new UserDataDocument("NoCloud pods/A.YAML", "a: 1\n", Form.MANIFESTS),
            new UserDataDocument("NoCloud pods/b.yml", "b: 1\n", Form.MANIFESTS),
            new UserDataDocument("NoCloud pods/c.json", "{}", Form.MANIFESTS));
    assertThat(messages(provision))
        .containsExactly(
            "NoCloud pods/folder.yaml:1:1: it is not used here;"
                + " make it a file whose name ends in .yaml, .yml or .json",
            "NoCloud pods/readme.txt:1:1: it is not used here;"
                + " make it a file whose name ends in .yaml, .yml or .json");
  }

  @Test
  void manifestsHaveALimitTogether() {
    root.with("drive/pods/a.yaml", "#".repeat(Unpacking.LARGEST))
        .with("drive/pods/b.yaml", "b: 1\n");
    Provision provision = NoCloudFolder.read(folder.resolve("drive"));
    assertThat(provision.settings()).hasSize(1);
    assertThat(messages(provision))
        .containsExactly(
            "NoCloud pods/b.yaml:1:1: with the files before it, it is larger than 1048576 bytes;"
                + " write less");
    root.with("drive/pods/a.yaml", "#".repeat(Unpacking.LARGEST + 1));
    provision = NoCloudFolder.read(folder.resolve("drive"));
    assertThat(provision.settings()).hasSize(1);
    assertThat(messages(provision))
        .containsExactly(
            "NoCloud pods/a.yaml:1:1: it is larger than 1048576 bytes;"
                + " leave out what is not settings");
  }

  @Test
  void aHundredManifestsAreEnough() {
    for (int i = 0; i <= 100; i++) {
      root.with("drive/pods/" + i + ".yaml", "a: 1\n");
    }
    Provision provision = NoCloudFolder.read(folder.resolve("drive"));
    assertThat(provision.settings()).isEmpty();
    assertThat(messages(provision))
        .containsExactly("NoCloud pods:1:1: more than 100 files; put several into one");
  }

  @Test
  void noLinkLeadsFromItsManifestsElsewhere() throws IOException {
    root.with("secret.yaml", "a: 1\n").with("drive/pods/a.yaml", "a: 1\n");
    Path drive = folder.resolve("drive");
    Files.createSymbolicLink(drive.resolve("pods/b.yaml"), folder.resolve("secret.yaml"));
    Provision provision = NoCloudFolder.read(drive);
    assertThat(provision.settings()).hasSize(1);
    assertThat(messages(provision))
        .singleElement()
        .asString()
        .startsWith("NoCloud pods/b.yaml:1:1: it is not used here");
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.createSymbolicLink(other.resolve("pods"), drive.resolve("pods"));
    assertThat(NoCloudFolder.read(other)).isEqualTo(NoCloudFolder.read(folder.resolve("nowhere")));
  }

  @Test
  void itsMetaDataMayBeJson() {
    root.with("drive/meta-data", "{\"instance-id\": \"i-1\", \"hostname\": \"a\", \"n\": {}}");
    Facts facts = NoCloudFolder.read(folder.resolve("drive")).facts();
    assertThat(facts.instanceId()).contains("i-1");
    assertThat(facts.hostname()).contains("a");
  }

  @Test
  void whatCannotBeUsedOnItIsSaid() {
    root.with("drive/user-data", "#cloud-config\n")
        .with("drive/network-config", "version: 2\n")
        .with("drive/vendor-data", "packages: [vim]\n")
        .with("drive/meta-data", "{\n\"a\" 1}");
    assertThat(messages(NoCloudFolder.read(folder.resolve("drive"))))
        .containsExactly(
            "NoCloud user-data:1:1: cloud-config is not used here;"
                + " write settings in TOML, which begin with [settings]",
            "NoCloud vendor-data:1:1: it is not used here; put what it says into user-data",
            "NoCloud network-config:1:1: it is not used here; write a file net.toml beside it",
            "NoCloud meta-data:2:5: could not read JSON: line 2, column 5: found '1', expected ':'");
  }

  @Test
  void aConfigDriveGivesSettingsAndFacts() {
    root.with("drive/openstack/latest/user_data", TOML.formatted("openstack"))
        .with("drive/openstack/latest/network_data.json", "{}")
        .with(
            "drive/openstack/latest/meta_data.json",
            """
            {"uuid": "83679162", "hostname": "web.novalocal", "name": "web",
             "availability_zone": "nova", "launch_index": 0}
            """);
    Provision provision = ConfigDriveFolder.read(folder.resolve("drive"));
    assertThat(provision.problems()).isEmpty();
    assertThat(provision.settings())
        .containsExactly(
            new UserDataDocument("config drive user_data", TOML.formatted("openstack")));
    assertThat(provision.facts())
        .isEqualTo(
            new Facts(
                Optional.of("openstack"),
                Optional.of("web.novalocal"),
                Optional.empty(),
                Optional.of("nova"),
                Optional.of("83679162"),
                Optional.empty()));
  }

  @Test
  void aConfigDriveWithBrokenFactsGivesSettings() {
    root.with("drive/openstack/latest/user_data", TOML.formatted("x"))
        .with("drive/openstack/latest/meta_data.json", "{");
    Provision provision = ConfigDriveFolder.read(folder.resolve("drive"));
    assertThat(provision.settings()).hasSize(1);
    assertThat(messages(provision))
        .singleElement()
        .asString()
        .startsWith("config drive meta_data.json:1:2: could not read JSON");
  }

  @ParameterizedTest
  @CsvSource({"cidata", "CIDATA"})
  void aDiskIsFoundByItsLabel(String label) {
    disk("vdb", label);
    Provision provision = found(DriveSource.noCloud(drives(), mounts("user-data")));
    assertThat(provision.settings().stream().map(UserDataDocument::text))
        .containsExactly("mounted /dev/vdb as iso9660");
    assertThat(waiting.pauses()).isEmpty();
  }

  @Test
  void aDiskThatComesLateIsFoundWhenAllHaveTheirDrivers() throws IOException {
    root.with("sys/bus/pci/devices/0000:00:1f.2/class", "0x010601\n");
    Path driver = folder.resolve("sys/bus/pci/devices/0000:00:1f.2/driver");
    waiting.atPause(() -> {
      if (waiting.pauses().size() == 3) {
        disk("sr0", "config-2");
        makeFolder(driver);
      }
    });
    Mounts mounts = mounts("openstack/latest/user_data");
    assertThat(found(DriveSource.configDrive(drives(), mounts)).settings()).hasSize(1);
    assertThat(waiting.pauses()).hasSize(3);
  }

  @Test
  void aControllerWithoutADriverIsNotWaitedForForEver() throws InterruptedException {
    root.with("sys/bus/pci/devices/0000:00:1f.2/class", "0x010601\n");
    Drives drives = drives();
    assertThat(DriveSource.noCloud(drives, mounts("user-data")).read())
        .isEqualTo(new Reading.Absent());
    int pauses = waiting.pauses().size();
    assertThat(pauses).isEqualTo(40);
    assertThat(DriveSource.configDrive(drives, mounts("user-data")).read())
        .isEqualTo(new Reading.Absent());
    assertThat(waiting.pauses()).hasSize(pauses);
  }

  @Test
  void aDiskThatCannotBeMountedIsSaid() throws InterruptedException {
    disk("vdb", "cidata");
    Mounts mounts = new Mounts(Path.of("/none"), new HostProcesses());
    Reading reading = DriveSource.noCloud(drives(), mounts).read();
    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Failed.class,
            failed ->
                assertThat(failed.problem().toString())
                    .startsWith("NoCloud " + folder.resolve("dev/vdb") + ":1:1: could not ")
                    .endsWith("; make the disk anew, with ISO 9660 or FAT"));
  }

  private Drives drives() {
    return new Drives(new BlockDevices(folder), Duration.ofSeconds(2), waiting);
  }

  /// A disk with nothing but a label.
  private void disk(String name, String label) {
    byte[] bytes = new byte[0x8800];
    byte[] start = "\1CD001\1".getBytes(US_ASCII);
    byte[] padded = (label + " ".repeat(32 - label.length())).getBytes(US_ASCII);
    System.arraycopy(start, 0, bytes, 0x8000, start.length);
    System.arraycopy(padded, 0, bytes, 0x8028, padded.length);
    root.with("sys/class/block/" + name + "/size", "68\n")
        .with("dev/" + name, new String(bytes, US_ASCII));
  }

  /// As if each mounted disk had one file that says how it was mounted.
  private Mounts mounts(String file) {
    Processes processes =
        (command, _) -> {
          if (command.getFirst().endsWith("/mount")) {
            String device = "/" + folder.relativize(Path.of(command.get(5)));
            new FakeRoot(Path.of(command.get(6)))
                .with(file, "mounted " + device + " as " + command.get(2));
          }
          return "";
        };
    return new Mounts(folder, processes);
  }

  private static void makeFolder(Path path) {
    assertThat(path.toFile().mkdirs()).isTrue();
  }

  private static Provision found(Source source) {
    try {
      if (source.read() instanceof Reading.Found(Provision provision)) {
        return provision;
      }
      throw new AssertionError("nothing was found");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> messages(Provision provision) {
    return provision.problems().stream().map(Problem::toString).toList();
  }
}
