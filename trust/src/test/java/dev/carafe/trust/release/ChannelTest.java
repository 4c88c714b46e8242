package dev.carafe.trust.release;

import static dev.carafe.trust.release.SampleReleases.bare;
import static dev.carafe.trust.release.SampleReleases.full;
import static dev.carafe.trust.release.SampleReleases.hash;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelTest {
  private static final Channel CHANNEL =
      new Channel("stable", List.of(bare("1.2.0", 'a'), full("1.10.0+4f0c21", 'b')));

  private static Channel read(byte[] document) {
    return ChannelReader.read("stable.json", document);
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    byte[] document = ChannelWriter.write(CHANNEL);
    assertThat(read(document)).isEqualTo(CHANNEL);
    assertThat(ChannelWriter.write(read(document))).isEqualTo(document);
  }

  @Test
  void theSameIsAlwaysTheSameBytes() {
    Channel turned = new Channel("stable", CHANNEL.releases().reversed());
    assertThat(ChannelWriter.write(turned)).isEqualTo(ChannelWriter.write(CHANNEL));
    assertThat(CHANNEL.releases())
        .extracting(release -> release.version().toString())
        .containsExactly("1.10.0+4f0c21", "1.2.0");
  }

  @Test
  void theDocumentIsTheOneOfTheDescription() {
    String document = new String(ChannelWriter.write(CHANNEL), UTF_8);
    assertThat(document)
        .startsWith("{\n  \"format\": 1,\n  \"channel\": \"stable\",\n  \"releases\": [\n    {\n")
        .contains(
            """
                  "version": "1.2.0",
                  "variant": "plain",
                  "architecture": "x86_64",
                  "root-hash": "%1$s",
                  "usr": {
                    "target": "plain/x86_64/usr.full",
                    "size": 100,
                    "unpacked": 400,
                    "head": {
                      "size": 160,
                      "sha256": "%2$s"
                    }
                  },
                  "kernel": {
                    "file": "carafe-plain-1.efi",
                    "target": "plain/x86_64/kernel.full",
                    "size": 100,
                    "unpacked": 400,
                    "head": {
                      "size": 160,
                      "sha256": "%2$s"
                    }
                  },
            """
                .formatted("a".repeat(64), "7".repeat(64)))
        .contains(
            """
                  "waves": {
                    "0": "2026-03-01T00:30:00Z",
                    "102": "2026-03-01T01:00:00Z",
                    "512": "2026-03-01T02:00:00Z",
                    "1024": "2026-03-01T02:30:00Z",
                    "1843": "2026-03-01T03:00:00Z"
                  }
            """)
        .endsWith("}\n");
  }

  @Test
  void membersThatNobodyKnowsAreLeftOut() {
    String document = new String(ChannelWriter.write(CHANNEL), UTF_8);
    String more =
        document
            .replace("\"format\": 1,", "\"format\": 1, \"later\": {\"x\": [1]},")
            .replace("\"version\": ", "\"colour\": \"blue\", \"version\": ")
            .replace("\"target\": ", "\"mirror\": null, \"target\": ");
    assertThat(more).isNotEqualTo(document);
    assertThat(read(more.getBytes(UTF_8))).isEqualTo(CHANNEL);
  }

  @Test
  void deltasOfNewerSystemsComeFirst() {
    Payload usr = full("1.3.0", 'b').usr().payload();
    assertThat(usr.deltas())
        .extracting(Delta::from)
        .containsExactly(hash('2'), hash('3'), hash('1'));
  }

  @Test
  void aNodeDownloadsWhatItLacks() {
    Release release = full("1.3.0", 'b');
    assertThat(release.sizeFrom(hash('2'))).as("deltas of both").isEqualTo(20);
    assertThat(release.sizeFrom(hash('1'))).as("the kernel whole").isEqualTo(110);
    assertThat(release.sizeFrom(hash('9'))).as("both whole").isEqualTo(200);
  }

  @Test
  void aReleaseIsFoundByItsSystem() {
    assertThat(CHANNEL.find(hash('a')).map(Release::version)).contains(Version.of("1.2.0"));
    assertThat(CHANNEL.find(hash('c'))).isEmpty();
    assertThat(Channel.target("plain", "x86_64", "stable")).isEqualTo("plain/x86_64/stable.json");
  }

  @Test
  void aReleaseIsFoundByWhatPeopleCallIt() {
    assertThat(CHANNEL.find(Version.of("1.10.0")).map(Release::rootHash)).contains(hash('b'));
    assertThat(CHANNEL.find(Version.of("1.10.0+4f0c21"))).isPresent();
    assertThat(CHANNEL.find(Version.of("1.10.0+other"))).isEmpty();
  }

  @Test
  void releasesComeChangeAndGo() {
    Channel more = CHANNEL.with(full("1.3.0", 'c'));
    assertThat(more.releases())
        .extracting(Release::rootHash)
        .containsExactly(hash('b'), hash('c'), hash('a'));
    Release otherwise = full("1.3.0", 'c').with(Waves.none());
    assertThat(otherwise.waves()).isEqualTo(Waves.none());
    assertThat(more.with(otherwise).find(hash('c'))).contains(otherwise);
    assertThat(more.with(otherwise).without(hash('c'))).isEqualTo(CHANNEL);
  }

  @Test
  void twoBuildsOfOneVersionAreNoOrder() {
    List<Release> releases = List.of(bare("1.2.0+a", 'a'), bare("1.2.0+b", 'b'));
    assertThatThrownBy(() -> new Channel("stable", releases))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
