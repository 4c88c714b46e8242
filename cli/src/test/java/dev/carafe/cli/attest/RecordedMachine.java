package dev.carafe.cli.attest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.trust.certificate.Pem;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/// What a machine of `SealedDataIT` has answered, on OVMF and swtpm: as its API gave it, and the
/// certificate of `db` that its firmware believed.
public record RecordedMachine(Json.Struct answer, X509Certificate certificate) {
  static final Challenge CHALLENGE = new Challenge("0a".repeat(32));

  /// Reads it.
  public static RecordedMachine read() throws IOException {
    return new RecordedMachine(
        (Json.Struct) JsonReader.read(text("sealed.json")), Pem.certificate(text("db.pem")));
  }

  private static String text(String name) throws IOException {
    try (InputStream in = RecordedMachine.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    }
  }

  /// What its registers hold.
  public List<String> registers() {
    Json.Array registers = (Json.Array) answer.member("registers").orElseThrow();
    return registers.elements().stream().map(element -> ((Json.Text) element).value()).toList();
  }

  /// What its firmware has measured.
  public byte[] firmwareLog() {
    return Base64.getDecoder().decode(answer.text("firmware_log").orElseThrow());
  }

  /// What register 11 held before the system went on.
  public String kernelRegister() {
    return "6bed0044d7367dffa63b76c9cce893f2c85813264c8f02ef4bcdede29e6fc471";
  }
}
