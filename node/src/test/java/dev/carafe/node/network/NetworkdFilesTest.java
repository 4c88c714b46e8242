package dev.carafe.node.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.settings.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `-Dcarafe.rewrite=true` writes what is expected anew, and fails.
class NetworkdFilesTest {
  static final Path FOLDER = Path.of("src/test/resources/dev/carafe/node/network");

  @ParameterizedTest
  @ValueSource(strings = {"version-1", "version-2", "version-3", "full"})
  void filesAreAsExpected(String name) throws IOException {
    compare(name, read(Files.readString(FOLDER.resolve(name + ".toml"))));
  }

  @Test
  void kernelParameterIsAnInterface() throws IOException {
    List<Problem> problems = new ArrayList<>();
    NetConfig config =
        NetConfig.readCommandLine(
                "/proc/cmdline", "quiet netdog.default-interface=eth0:dhcp4,dhcp6? rw", problems)
            .orElseThrow();
    assertThat(problems).isEmpty();
    compare("kernel-parameter", config);
  }

  @Test
  void imagesOwnFileIsMaskedSoThatOtherCardsAreLeftAlone() {
    assertThat(NetworkdFiles.of(read("version = 1\n[eno1]\ndhcp4 = true"), NameServers.OFFERED))
        .containsEntry("etc/systemd/network/80-carafe-dhcp.network", "");
    assertThat(Path.of("../components/network/files/usr/lib/systemd/network"))
        .isDirectoryContaining("glob:**/80-carafe-dhcp.network");
  }

  @Test
  void allFilesComeBeforeTheImagesOwn() {
    Map<String, String> files =
        NetworkdFiles.of(read("version = 1\n[zzz]\ndhcp4 = true"), NameServers.OFFERED);
    assertThat(files.keySet()).last().isEqualTo("etc/systemd/network/80-carafe-dhcp.network");
  }

  @Test
  void networkWithoutDevicesLeavesTheImagesFileInForce() {
    assertThat(NetworkdFiles.of(read("version = 3"), NameServers.OFFERED)).isEmpty();
  }

  @Test
  void nameServersOfTheSettingsStandInForThoseThatAreOffered() {
    NetConfig config = read("version = 1\n[eno1]\ndhcp4 = true\ndhcp6 = true");
    Map<String, String> files = NetworkdFiles.of(config, NameServers.OWN);
    assertThat(files.get("etc/systemd/network/10-eno1.network"))
        .contains("[DHCPv4]\nUseDNS=no", "[DHCPv6]\nUseDNS=no", "[IPv6AcceptRA]\nUseDNS=no");
  }

  @Test
  void exampleOfTheReferenceIsTheTestedOne() throws IOException {
    assertThat(Files.readString(Path.of("../docs/formats/net-toml.md")))
        .contains("```toml\n" + Files.readString(FOLDER.resolve("full.toml")) + "```\n");
  }

  private static NetConfig read(String text) {
    List<Problem> problems = new ArrayList<>();
    NetConfig config = NetConfig.read("net.toml", text, problems);
    assertThat(problems).isEmpty();
    return config;
  }

  private static void compare(String name, NetConfig config) throws IOException {
    StringBuilder all = new StringBuilder();
    NetworkdFiles.of(config, NameServers.OFFERED)
        .forEach((path, text) -> all.append("==> ").append(path).append(" <==\n").append(text));
    Path golden = FOLDER.resolve(name + ".golden");
    if (Boolean.getBoolean("carafe.rewrite")) {
      Files.writeString(golden, all);
    }
    assertThat(all).hasToString(Files.readString(golden));
    assertThat(Boolean.getBoolean("carafe.rewrite")).as("golden files were rewritten").isFalse();
  }
}
