package dev.carafe.image.uki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.image.content.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BootLoaderTest {
  @Test
  void anEntryOfOursStandsBehindSystemdsOwn() throws IOException {
    Content loader = TestPe.with("sbat,1,x\nsystemd-boot,1\n", 0);
    byte[] ours = BootLoader.with(loader, Sbat.ofBootLoader("1.2.3"));
    PeImage image = PeImage.of("loader", ByteBuffer.wrap(ours));
    assertThat(image.section(".sbat").map(image::text).orElseThrow().lines())
        .containsExactly(
            "sbat,1,SBAT Version,sbat,1,https://github.com/rhboot/shim/blob/main/SBAT.md",
            "systemd-boot,1",
            "systemd-boot.carafe,1,Carafe,carafe,1.2.3,https://carafe.dev/");
    assertThat(ours).hasSize((int) loader.size());
  }

  @Test
  void aKernelOfOursHasAnEntryBesideThatOfItsFormat() {
    assertThat(Sbat.ofKernel("1.2.3").lines().skip(1))
        .containsExactly(
            "uki,1,UKI,uki,1,https://uapi-group.org/specifications/specs/unified_kernel_image/",
            "carafe,1,Carafe,carafe,1.2.3,https://carafe.dev/");
  }

  @Test
  void whatIsNoBootLoaderIsRefused() {
    assertThatThrownBy(() -> BootLoader.with(Content.of(new byte[200]), ""))
        .isInstanceOf(BadPeException.class)
        .hasMessageStartingWith("could not read the boot loader: ");
  }
}
