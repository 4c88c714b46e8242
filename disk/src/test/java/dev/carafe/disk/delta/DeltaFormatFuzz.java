package dev.carafe.disk.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;

/// Any bytes are refused, or a head that is written as just these bytes.
public final class DeltaFormatFuzz {
  private DeltaFormatFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    try {
      Delta delta = DeltaFormat.read(ByteBuffer.wrap(input));
      assertThat(DeltaFormat.write(delta).array()).isEqualTo(input);
      long made = delta.operations().stream().mapToLong(one -> one.destination().count()).sum();
      assertThat(made).isEqualTo(delta.target().blocks());
    } catch (BadDeltaException e) {
      assertThat(e).hasMessageStartingWith("could not read the delta: ");
    }
  }
}
