package dev.carafe.image.uki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.image.content.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnifiedKernelImageTest {
  private static final int NX = 0x100;
  private static final Content STUB = TestPe.with("sbat,1,x\nstub,1\n", NX);
  private static final Content KERNEL = TestPe.with("sbat,1,x\nkernel,1\n", 0);
  private static final Map<UkiSection, Content> SECTIONS =
      Map.of(
          UkiSection.INITRD, Content.of(new byte[1000]),
          UkiSection.LINUX, KERNEL,
          UkiSection.COMMAND_LINE, Content.of("quiet usrhash=00"),
          UkiSection.SBAT, Content.of("sbat,1,x\ncarafe,1\n"));

  static byte[] write(Content stub, Map<UkiSection, Content> sections) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    UnifiedKernelImage.write(Channels.newChannel(out), stub, sections);
    return out.toByteArray();
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    UkiContents contents = UkiContents.of(ByteBuffer.wrap(write(STUB, SECTIONS)));
    assertThat(contents.sections())
        .extracting(UkiContents.Section::kind)
        .containsExactly(
            UkiSection.SBAT, UkiSection.COMMAND_LINE, UkiSection.LINUX, UkiSection.INITRD);
    assertThat(contents.text(UkiSection.COMMAND_LINE)).contains("quiet usrhash=00");
    assertThat(contents.text(UkiSection.LINUX)).isEmpty();
    assertThat(contents.section(UkiSection.INITRD).map(UkiContents.Section::size)).contains(1000);
  }

  @Test
  void revocationEntriesOfAllPartsAreMerged() throws IOException {
    UkiContents contents = UkiContents.of(ByteBuffer.wrap(write(STUB, SECTIONS)));
    assertThat(contents.text(UkiSection.SBAT).orElseThrow().lines().skip(1))
        .containsExactly("stub,1", "kernel,1", "carafe,1");
  }

  @Test
  void theStubClaimsNoMoreThanTheKernel() throws IOException {
    PeImage image = PeImage.of("image", ByteBuffer.wrap(write(STUB, SECTIONS)));
    assertThat(image.get(PeField.DLL_CHARACTERISTICS)).isZero();
  }

  @Test
  void whatIsNoKernelIsRefused() {
    assertThatThrownBy(() -> write(STUB, Map.of(UkiSection.LINUX, Content.of(new byte[200]))))
        .isInstanceOf(BadPeException.class)
        .hasMessage("could not read the kernel: expected signature 0x4550, found 0x0");
  }

  @Test
  void aStubWithoutRoomForRevocationEntriesIsRefused() {
    Map<UkiSection, Content> sections =
        Map.of(UkiSection.LINUX, KERNEL, UkiSection.SBAT, Content.of("sbat,1\n" + "x".repeat(500)));
    assertThatThrownBy(() -> write(STUB, sections))
        .isInstanceOf(BadPeException.class)
        .hasMessageStartingWith("could not read the stub: expected 594 bytes for .sbat");
  }

  @Test
  void anImageWithoutKernelIsRefused() throws IOException {
    ByteBuffer stub = ByteBuffer.wrap(STUB.bytes());
    assertThatThrownBy(() -> UkiContents.of(stub))
        .hasMessage(
            "could not read the unified kernel image: expected a section .linux, found none");
  }

  @Test
  void aCutImageIsRefused() throws IOException {
    ByteBuffer image = ByteBuffer.wrap(write(STUB, SECTIONS)).limit(TestPe.HEADERS + 0x200);
    assertThatThrownBy(() -> UkiContents.of(image))
        .hasMessage(
            "could not read the unified kernel image: "
                + "expected section .cmdline, found the end of the file");
  }
}
