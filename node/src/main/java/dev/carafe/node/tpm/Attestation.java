package dev.carafe.node.tpm;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.settings.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// How this boot came about, signed by the TPM.
///
/// @param key that has signed, a `TPMT_PUBLIC`
/// @param registers 0 to 15
/// @param logs what was measured into them
public record Attestation(
    Nonce nonce, Quote quote, ByteBuffer key, List<Sha256> registers, MeasurementLogs logs) {
  public Attestation {
    registers = List.copyOf(registers);
  }

  /// As `docs/formats/attestation.md` describes it.
  public Json.Struct json() {
    Json.Builder json =
        Json.object()
            .with("nonce", nonce.hex())
            .with("quote", base64(quote.attested()))
            .with("signature", base64(quote.signature()))
            .with("key", base64(key))
            .with(
                "registers",
                Json.of(registers.stream().map(register -> Json.of(register.hex())).toList()));
    member(json, "firmware_log", logs.firmware());
    member(json, "system_log", logs.system());
    return json.build();
  }

  private static void member(Json.Builder json, String name, Optional<ByteBuffer> log) {
    log.ifPresent(bytes -> json.with(name, base64(bytes)));
  }

  private static String base64(ByteBuffer bytes) {
    ByteBuffer encoded = Base64.getEncoder().encode(bytes.duplicate());
    return StandardCharsets.US_ASCII.decode(encoded).toString();
  }
}
