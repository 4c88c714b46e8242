package dev.carafe.settings.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Any bytes are a generation or are damaged, those with the right digest too.
public final class GenerationFileFuzz {
  private GenerationFileFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    decode(input);
    String head = "carafe-settings 1 " + HexFormat.of().formatHex(sha256(input)) + "\n";
    byte[] first = head.getBytes(StandardCharsets.US_ASCII);
    decode(ByteBuffer.allocate(first.length + input.length).put(first).put(input).array());
  }

  private static void decode(byte[] file) {
    try {
      Generation generation = GenerationFile.decode(1, file);
      assertThat(GenerationFile.decode(1, GenerationFile.encode(generation))).isEqualTo(generation);
    } catch (DamagedFileException e) {
      assertThat(e).message().isNotEmpty();
    }
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
