package dev.carafe.image.uki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.image.ImageException;
import dev.carafe.image.signing.TestKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AuthenticodeTest {
  private static final int CHECKSUM = 0x80 + 88;
  private static final int DIRECTORY = 0x80 + 168;

  private static byte[] program() throws IOException {
    return TestPe.with("sbat,1,x\n", 0).bytes();
  }

  private static byte[] signed(byte[] program) {
    return Authenticode.signed("a program", program, TestKey.KEY);
  }

  private static String digest(byte[] program) {
    return Authenticode.digest("a program", ByteBuffer.wrap(program)).hex();
  }

  private static ByteBuffer littleEndian(byte[] program) {
    return ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void theSignerIsFoundAgain() throws IOException {
    assertThat(Authenticode.signer("a program", ByteBuffer.wrap(signed(program()))))
        .contains(TestKey.KEY.certificate());
    assertThat(Authenticode.signer("a program", ByteBuffer.wrap(program()))).isEmpty();
  }

  @Test
  void aSignatureChangesNothingOfTheProgramButWhereItIs() throws IOException {
    byte[] program = program();
    byte[] signed = signed(program);
    byte[] before = Arrays.copyOf(signed, program.length);
    assertThat(littleEndian(signed).getInt(DIRECTORY)).isEqualTo(program.length);
    assertThat(littleEndian(signed).getInt(DIRECTORY + 4))
        .isEqualTo(signed.length - program.length);
    littleEndian(before).putLong(DIRECTORY, 0);
    assertThat(before).isEqualTo(program);
    assertThat(digest(signed)).isEqualTo(digest(program));
  }

  @Test
  void theSameProgramAndKeyGiveTheSameBytes() throws IOException {
    assertThat(signed(program())).isEqualTo(signed(program()));
  }

  @Test
  void aFileOfOddLengthIsFilledUpFirst() throws IOException {
    byte[] odd = Arrays.copyOf(program(), program().length + 3);
    byte[] signed = signed(odd);
    assertThat(signed.length % 8).isZero();
    assertThat(Authenticode.signer("a program", ByteBuffer.wrap(signed))).isPresent();
  }

  @Test
  void everyByteOfTheProgramButItsChecksumIsSigned() throws IOException {
    byte[] signed = signed(program());
    for (int at = 0; at < program().length; at++) {
      byte[] flipped = signed.clone();
      flipped[at] ^= 1;
      ByteBuffer image = ByteBuffer.wrap(flipped);
      if (at >= CHECKSUM && at < CHECKSUM + 4) {
        assertThat(Authenticode.signer("a program", image)).isPresent();
      } else {
        assertThatThrownBy(() -> Authenticode.signer("a program", image))
            .as("byte %d", at)
            .isInstanceOf(ImageException.class);
      }
    }
  }

  @Test
  void whateverByteOfTheSignatureIsFlippedIsToldNotThrown() throws IOException {
    byte[] signed = signed(program());
    int held = 0;
    for (int at = program().length; at < signed.length; at++) {
      byte[] flipped = signed.clone();
      flipped[at] ^= 1;
      try {
        Authenticode.signer("a program", ByteBuffer.wrap(flipped));
        held++;
      } catch (ImageException e) {
        assertThat(e).hasMessageContaining("a program");
      }
    }
    // What names the signer, the certificate's own signature and the padding say nothing of these
    // bytes.
    assertThat(held).isLessThan((signed.length - program().length) * 2 / 3);
  }

  @Test
  void aSignatureOfAnotherProgramIsRefused() throws IOException {
    byte[] signed = signed(program());
    signed[TestPe.HEADERS] ^= 1;
    assertThatThrownBy(() -> Authenticode.signer("a program", ByteBuffer.wrap(signed)))
        .isInstanceOf(ImageException.class)
        .hasMessage("could not believe a program: its signature is of other bytes");
  }

  @Test
  void aSecondSignatureIsRefused() throws IOException {
    byte[] signed = signed(program());
    assertThatThrownBy(() -> signed(signed))
        .isInstanceOf(BadPeException.class)
        .hasMessage("could not read a program: expected no signature, found one");
  }

  @Test
  void bytesThatSomeFirmwareLeavesOutAreRefused() throws IOException {
    byte[] program = Arrays.copyOf(program(), 0x1000);
    littleEndian(program).putInt(0x80 + 24 + 240 + 20, 0x600); // where .sbat lies in the file
    assertThatThrownBy(() -> digest(program))
        .isInstanceOf(BadPeException.class)
        .hasMessage("could not read a program: expected start of .sbat 0x400, found 0x600");
  }

  @Test
  void whatIsNoProgramIsRefused() throws IOException {
    assertThatThrownBy(() -> digest(new byte[200])).isInstanceOf(BadPeException.class);
    for (int length : new int[] {0, 63, 0x90, 0x100, 0x200, 0x500}) {
      byte[] cut = Arrays.copyOf(program(), length);
      assertThatThrownBy(() -> digest(cut)).as("%d", length).isInstanceOf(BadPeException.class);
    }
  }
}
