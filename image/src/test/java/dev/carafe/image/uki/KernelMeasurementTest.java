package dev.carafe.image.uki;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.content.Content;
import dev.carafe.image.signing.TestKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KernelMeasurementTest {
  private static final Content STUB = TestPe.with("sbat,1,x\n", 0);
  private static final Map<UkiSection, Content> SECTIONS =
      Map.of(
          UkiSection.LINUX, STUB,
          UkiSection.COMMAND_LINE, Content.of("quiet"),
          UkiSection.INITRD, Content.of("initrd"));

  private static Sha256 measured(byte[] image) {
    return KernelMeasurement.of(UkiContents.of(ByteBuffer.wrap(image)));
  }

  private static byte[] image(Map<UkiSection, Content> sections) throws IOException {
    return UnifiedKernelImageTest.write(STUB, sections);
  }

  @Test
  void whateverSectionIsAnotherTheMeasurementIs() throws IOException {
    Sha256 before = measured(image(SECTIONS));
    for (UkiSection kind : Set.of(UkiSection.COMMAND_LINE, UkiSection.INITRD, UkiSection.SBAT)) {
      Map<UkiSection, Content> others = new TreeMap<>(SECTIONS);
      others.put(kind, Content.of("sbat,1\nother,1\n"));
      assertThat(measured(image(others))).as("%s", kind).isNotEqualTo(before);
    }
  }

  @Test
  void theKeyOfSignaturesIsMeasuredAndTheyAreNot() throws IOException {
    Map<UkiSection, Content> others = new TreeMap<>(SECTIONS);
    others.put(UkiSection.PCR_SIGNATURE, Content.of("{}"));
    assertThat(measured(image(others))).isEqualTo(measured(image(SECTIONS)));
    others.put(UkiSection.PCR_KEY, Content.of("key"));
    assertThat(measured(image(others))).isNotEqualTo(measured(image(SECTIONS)));
  }

  @Test
  void aSignatureIsNotMeasured() throws IOException {
    byte[] image = image(SECTIONS);
    assertThat(measured(Authenticode.signed("image", image, TestKey.KEY)))
        .isEqualTo(measured(image));
  }
}
