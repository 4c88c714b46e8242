package dev.carafe.cli.attest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.uki.KernelMeasurement;
import dev.carafe.settings.json.Json;
import dev.carafe.trust.release.PcrValue;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bytes that a firmware, a TPM and systemd have written.
class RecordedMachineTest {
  private final RecordedMachine machine;

  RecordedMachineTest() throws IOException {
    machine = RecordedMachine.read();
  }

  private Expectation expected() {
    Sha256 measured = new Sha256(machine.kernelRegister());
    Sha256 later = KernelMeasurement.extended(measured, Sha256.of("sysinit"));
    return new Expectation(
        RecordedMachine.CHALLENGE,
        Optional.of(new Evidence(machine.answer()).key().fingerprint()),
        List.of(new PcrValue(11, "", measured.hex()), new PcrValue(11, "sysinit", later.hex())),
        List.of(machine.certificate()));
  }

  @Test
  void itProvesHowItWasStarted() {
    Verdict verdict = Verification.of(new Evidence(machine.answer()), expected());
    assertThat(verdict.checks()).extracting(Check::result).containsOnly(Check.Result.OK).hasSize(8);
    assertThat(verdict.checks())
        .extracting(Check::detail)
        .contains("they come to registers 0, 1, 2, 3, 4, 5, 6, 7, 9, 11, 12");
  }

  /// Each bit counts of what the TPM says.
  @ParameterizedTest
  @ValueSource(strings = {"quote", "signature", "key"})
  void aBitThatIsTurnedIsNoticed(String member) {
    byte[] bytes = Base64.getDecoder().decode(machine.answer().text(member).orElseThrow());
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      bytes[bit / 8] ^= (byte) (1 << (bit % 8));
      Verdict verdict = Verification.of(new Evidence(with(member, bytes)), expected());
      assertThat(verdict.failed()).as("bit %d of %s", bit, member).isPositive();
      bytes[bit / 8] ^= (byte) (1 << (bit % 8));
    }
  }

  /// What the log says and nobody has measured may be anything, as nothing is taken of it.
  @Test
  void eachDigestOfTheLogCounts() {
    byte[] log = machine.firmwareLog();
    for (Event event : EventLog.of(log).events()) {
      int at = indexOf(log, event.digest());
      log[at] ^= 1;
      Verdict verdict = Verification.of(new Evidence(with("firmware_log", log)), expected());
      assertThat(verdict.failed()).as(event.toString()).isPositive();
      log[at] ^= 1;
    }
  }

  private static int indexOf(byte[] log, Sha256 digest) {
    return HexFormat.of().formatHex(log).indexOf(digest.hex()) / 2;
  }

  private Json.Struct with(String member, byte[] content) {
    Map<String, Json> members = new LinkedHashMap<>(machine.answer().members());
    members.put(member, Json.of(Base64.getEncoder().encodeToString(content)));
    return new Json.Struct(members);
  }
}
