package dev.carafe.node.tpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.settings.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttestorTest {
  private static final Nonce NONCE = new Nonce("00".repeat(16));
  private static final String FLUSH = "8001" + "0000000e" + "00000165" + "80000000";
  private static final String READ_ALL = "8001" + "00000014" + "0000017e" + "00000001000b03ffff00";
  private static final String READ_REST = "8001" + "00000014" + "0000017e" + "00000001000b0300ff00";

  @TempDir private Path root;

  private final RecordedTpm tpm = new RecordedTpm();

  private Optional<Attestation> attest() throws IOException {
    return new Attestor(tpm, root).attest(NONCE);
  }

  /// Source: TPM 2.0 Library, Part 3: the tables of the commands.
  @Test
  void fourCommandsAreWhatTheSpecificationSays() throws IOException {
    tpm.thenKey("0023")
        .thenRegisters("ab")
        .thenQuote("ff54", "0018")
        .thenRegisters("ab")
        .thenDone();
    assertThat(attest()).isPresent();
    String empty = "4000000b" + "00000009" + "40000009" + "0000" + "00" + "0000";
    String template =
        "0023"
            + "000b"
            + "00050472"
            + "0000"
            + "0010"
            + "0018"
            + "000b"
            + "0003"
            + "0010"
            + "0000"
            + "0000";
    String create =
        "8002"
            + "00000041"
            + "00000131"
            + empty
            + "0004"
            + "00000000"
            + "0018"
            + template
            + "0000"
            + "00000000";
    String quote =
        "8002"
            + "00000049"
            + "00000158"
            + empty.replace("4000000b", "80000000")
            + "0020"
            + Sha256.of(new byte[16])
            + "0010"
            + "00000001000b03ffff00";
    assertThat(tpm.commands())
        .containsExactly(create, READ_ALL, READ_REST, quote, READ_ALL, READ_REST, FLUSH);
    assertThat(tpm.isClosed()).isTrue();
  }

  @Test
  void whatItSaysIsToldAsItIs() throws IOException {
    Path firmware = root.resolve("sys/kernel/security/tpm0/binary_bios_measurements");
    Files.createDirectories(firmware.resolveSibling(""));
    Files.write(firmware, new byte[] {1, 2, 3});
    tpm.thenKey("0023")
        .thenRegisters("ab")
        .thenQuote("ff54", "0018")
        .thenRegisters("ab")
        .thenDone();
    assertThat(JsonWriter.write(attest().orElseThrow().json()))
        .isEqualTo(
            """
            {"nonce":"%s","quote":"/1Q=","signature":"ABg=","key":"ACM=","registers":[%s],\
            "firmware_log":"AQID"}\
            """
                .formatted(
                    NONCE.hex(), ("\"" + "ab".repeat(32) + "\",").repeat(16).replaceAll(",$", "")));
  }

  @Test
  void registersThatChangeMeanwhileAreQuotedAgain() throws IOException {
    tpm.thenKey("0023").thenRegisters("ab").thenQuote("01", "0018").thenRegisters("cd");
    tpm.thenQuote("02", "0018").thenRegisters("cd").thenDone();
    assertThat(JsonWriter.write(attest().orElseThrow().json()))
        .contains("\"quote\":\"Ag==\"", "cdcd")
        .doesNotContain("abab");
  }

  @Test
  void registersThatChangeAllTheTimeAreTold() {
    tpm.thenKey("0023").thenRegisters("00");
    for (String content : new String[] {"01", "02", "03"}) {
      tpm.thenQuote("01", "0018").thenRegisters(content);
    }
    tpm.thenDone();
    assertThatThrownBy(this::attest)
        .hasMessage(
            "could not ask the TPM: its registers changed each time that they were read; ask again");
    assertThat(tpm.commands()).endsWith(FLUSH);
  }

  @Test
  void aFailureGivesThePlaceOfTheKeyBackToo() {
    tpm.thenKey("0023").thenRegisters("ab").then("8001 0000000a 00000921").thenDone();
    assertThatThrownBy(this::attest)
        .isInstanceOf(TpmException.class)
        .hasMessage("could not ask the TPM: TPM2_Quote answers error 0x921, expected 0");
    assertThat(tpm.commands()).endsWith(FLUSH);
    assertThat(tpm.isClosed()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "8001 0000000b 00000000 | answers 10 bytes, and says that they are 11",
        "8001 0000 | answers 4 bytes, expected more",
        "8001 0000000c 00000000 0000 | answers 12 bytes, expected more",
        "8001 00000016 00000000 00000001 00000000 00000000 | gives no registers of the bank of SHA-256",
        "8001 0000001a 00000000 00000001 00000001 0004 03 ff0000 0000 | gives no registers of the bank",
        "8001 0000001c 00000000 00000001 00000001 000b 03 000000 00000000 | gives registers 0x0000, expected some of 0xffff",
        "8001 0000001c 00000000 00000001 00000001 000b 03 000001 00000001 | gives registers 0x10000, expected some",
        "8001 0000001c 00000000 00000001 00000001 000b 03 010000 00000002 | gives 2 values of registers 0x0001",
        "8001 0000001e 00000000 00000001 00000001 000b 03 010000 00000001 0000 | gives a register of 0 bytes, expected 32"
      })
  void whatIsNoAnswerIsTold(String answer, String why) {
    tpm.thenKey("0023").then(answer).thenDone();
    assertThatThrownBy(this::attest)
        .hasMessageContaining("could not ask the TPM: TPM2_PCR_Read " + why);
  }

  @Test
  void parametersEndWithTheAnswer() {
    tpm.then("8002 00000012 00000000 80000000 00000001");
    assertThatThrownBy(this::attest).hasMessageContaining("says that it gives 1 bytes, of 0");
  }

  @Test
  void aLogHasALimit() throws IOException {
    Path log = root.resolve("run/log/systemd/tpm2-measure.log");
    Files.createDirectories(log.resolveSibling(""));
    Files.write(log, new byte[(1 << 20) + 1]);
    tpm.thenKey("0023").thenRegisters("ab").thenQuote("01", "0018").thenDone();
    assertThatThrownBy(this::attest).hasMessageContaining("has more than 1048576 bytes");
  }

  @Test
  void aMachineMayHaveNoTpm() throws IOException {
    assertThat(Attestor.of(root).attest(NONCE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, false", "15, false", "16, true", "64, true", "65, false"})
  void aNonceHasItsSize(int bytes, boolean good) {
    assertThat(Nonce.parse("0a".repeat(bytes)).isPresent()).isEqualTo(good);
    assertThat(Nonce.parse("0a".repeat(bytes) + "0")).isEmpty();
  }
}
