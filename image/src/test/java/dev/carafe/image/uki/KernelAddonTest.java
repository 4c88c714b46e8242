package dev.carafe.image.uki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.image.content.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import org.junit.jupiter.api.Test;

class KernelAddonTest {

  private static byte[] write(Content stub) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    KernelAddon.write(Channels.newChannel(out), stub, "quiet   ");
    return out.toByteArray();
  }

  @Test
  void anAddonHoldsACommandLineAndNoKernel() throws IOException {
    PeImage addon = PeImage.of("addon", ByteBuffer.wrap(write(TestPe.with("sbat,1,x\n", 0))));
    assertThat(addon.section(".cmdline").map(addon::text)).contains("quiet   ");
    assertThat(addon.section(".linux")).isEmpty();
  }

  @Test
  void whatIsNoExecutableIsRefused() {
    assertThatThrownBy(() -> write(Content.of(new byte[200])))
        .isInstanceOf(BadPeException.class)
        .hasMessage("could not read the addon's stub: expected signature 0x4550, found 0x0");
  }
}
