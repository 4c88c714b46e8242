package dev.carafe.cli.attest;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.settings.json.Json;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// What a node answers to who wants to know how it was started.
///
/// The format is written down in `docs/formats/attestation.md`.
public final class Evidence {
  private static final String WHAT = "the node's answer";
  private static final int REGISTERS = 16;

  private final Json.Struct answer;

  /// One as it came. Whatever it lacks is told by the check that needs it.
  public Evidence(Json.Struct answer) {
    this.answer = answer;
  }

  byte[] quote() {
    return demanded("quote");
  }

  byte[] signature() {
    return demanded("signature");
  }

  AttestationKey key() {
    return AttestationKey.of(demanded("key"));
  }

  /// What registers 0 to 15 hold, as the node says: only a quote proves it.
  List<Sha256> registers() {
    List<Sha256> registers = new ArrayList<>();
    if (answer.member("registers").orElse(new Json.Null()) instanceof Json.Array(var elements)) {
      elements.forEach(element -> registers.add(register(element)));
    }
    if (registers.size() != REGISTERS) {
      throw fault("has %d registers, expected %d".formatted(registers.size(), REGISTERS));
    }
    return registers;
  }

  private static Sha256 register(Json element) {
    try {
      return new Sha256(element instanceof Json.Text(String hex) ? hex : "");
    } catch (IllegalArgumentException e) {
      throw fault("has a register that is " + e.getMessage());
    }
  }

  EventLog firmwareLog() {
    return EventLog.of(demanded("firmware_log"));
  }

  /// Without any events where there is none.
  SystemLog systemLog() {
    return bytes("system_log").map(SystemLog::of).orElseGet(() -> new SystemLog(List.of()));
  }

  private byte[] demanded(String member) {
    return bytes(member).orElseThrow(() -> fault("has no '%s'".formatted(member)));
  }

  private Optional<byte[]> bytes(String member) {
    try {
      return answer.text(member).map(Base64.getDecoder()::decode);
    } catch (IllegalArgumentException e) {
      throw fault("has a '%s' that is no base64: %s".formatted(member, e.getMessage()));
    }
  }

  private static BadEvidenceException fault(String why) {
    return new BadEvidenceException(WHAT, why);
  }
}
