package dev.carafe.node.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.settings.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratorsTest {
  private static final String UUID = "4c4c4544-0000-2010-8020-80c04f202020";

  @TempDir private Path folder;
  private FakeRoot root = new FakeRoot(Path.of("unset"));

  @BeforeEach
  void setUp() {
    root = new FakeRoot(folder);
  }

  @Test
  void theProvidersNameComesFirst() {
    root.with("run/systemd/netif/leases/2", "HOSTNAME=from-dhcp\n");
    assertThat(hostname("IP-10-0-0-1.example.internal")).isEqualTo("ip-10-0-0-1.example.internal");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", "localhost.localdomain", "not a name", "-x", "a_b"})
  void aNameThatIsNoneGivesWayToTheNetworks(String name) {
    root.with("run/systemd/netif/leases/2", "ADDRESS=10.0.2.15\nHOSTNAME=from-dhcp\n");
    assertThat(hostname(name)).isEqualTo("from-dhcp");
  }

  @Test
  void aNameLongerThanTheKernelTakesLosesItsDomain() {
    assertThat(hostname("web-1." + "long-domain.".repeat(6) + "internal")).isEqualTo("web-1");
  }

  @Test
  void otherwiseTheMachinesNumberGivesANameThatDoesNotShowIt() {
    root.with("sys/class/dmi/id/product_uuid", UUID)
        .with("sys/class/net/eth0/address", "52:54:00:12:34:56\n")
        .with("sys/class/net/eth0/device/vendor", "");
    String name = hostname("");
    assertThat(name).isEqualTo(hostname("")).matches("carafe-[0-9a-f]{8}");
    assertThat(UUID).doesNotContain(name.substring(7));
  }

  @Test
  void everyKindOfNumberServesAndGivesAnotherName() {
    assertThat(hostname("")).isEqualTo("carafe");
    root.with("etc/machine-id", "0123456789abcdef0123456789abcdef\n");
    String byBoot = hostname("");
    root.with("sys/class/net/br0/address", "02:00:00:00:00:01\n"); // no device
    assertThat(hostname("")).isEqualTo(byBoot);
    root.with("sys/class/net/eth0/address", "52:54:00:12:34:56\n")
        .with("sys/class/net/eth0/device/vendor", "");
    String byCard = hostname("");
    root.with("sys/class/dmi/id/product_uuid", UUID);
    assertThat(List.of(byBoot, byCard, hostname(""))).doesNotHaveDuplicates();
  }

  @Test
  void theRegionIsTheClouds() {
    assertThat(generators(facts("", "eu-central-1"), 1).generate("cloud-region"))
        .contains(Json.of("eu-central-1"));
    assertThat(generators(Facts.none(), 1).generate("cloud-region")).isEmpty();
  }

  @Test
  void theSeedIsDrawnOnceAndKept() {
    Optional<Json> first = generators(Facts.none(), 1).generate("seed");
    assertThat(first).isPresent();
    assertThat(folder.resolve("var/lib/carafe/seed")).exists();
    assertThat(generators(Facts.none(), 2).generate("seed")).isEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "2047, 2047"})
  void aKeptSeedHolds(String kept, long value) {
    root.with("var/lib/carafe/seed", kept + "\n");
    assertThat(generators(Facts.none(), 1).generate("seed")).contains(Json.of(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "2048", "-1"})
  void aDamagedSeedIsDrawnAgain(String kept) throws IOException {
    root.with("var/lib/carafe/seed", kept);
    Optional<Json> drawn = generators(Facts.none(), 1).generate("seed");
    assertThat(drawn).isPresent().isNotEqualTo(Optional.of(Json.of(kept)));
    assertThat(
            Json.of(
                Long.parseLong(Files.readString(folder.resolve("var/lib/carafe/seed")).strip())))
        .isEqualTo(drawn.get());
  }

  @Test
  void seedsAreSpreadOverAllWaves() {
    Random random = new Random(7);
    List<Integer> seeds = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      root.with("var/lib/carafe/seed", "");
      seeds.add(new Seed(folder, random).value());
    }
    assertThat(seeds).allMatch(seed -> seed >= 0 && seed < 2048);
    assertThat(seeds).anyMatch(seed -> seed < 100).anyMatch(seed -> seed > 1948);
  }

  @Test
  void anUnknownGeneratorGivesNothing() {
    assertThat(generators(Facts.none(), 1).generate("other")).isEmpty();
  }

  private String hostname(String given) {
    Optional<Json> name = generators(facts(given, ""), 1).generate("hostname");
    return name.orElseThrow() instanceof Json.Text(String text) ? text : "no text";
  }

  private Generators generators(Facts facts, long seed) {
    return new Generators(folder, facts, new Random(seed));
  }

  private static Facts facts(String hostname, String region) {
    Optional<String> none = Optional.empty();
    return new Facts(none, Optional.of(hostname), Optional.of(region), none, none, none);
  }
}
