package dev.carafe.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LinesTest {

  @Test
  void lineHasAnEnd() throws IOException {
    Lines lines = lines("ä\n\nhalf", 10);
    assertThat(lines.next()).contains("ä");
    assertThat(lines.next()).contains("");
    assertThat(lines.next()).isEmpty();
  }

  @Test
  void lineThatIsTooLongIsLeftOut() throws IOException {
    Lines lines = lines("12345\n123456\n1\n", 5);
    assertThat(lines.next()).contains("12345");
    assertThat(lines.next()).contains("1");
    assertThat(lines.next()).isEmpty();
    assertThat(lines.leftOut()).isEqualTo(1);
  }

  private static Lines lines(String text, int longest) {
    return new Lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), longest);
  }
}
