package dev.carafe.cli.attest;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonSyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What systemd has measured once the firmware had given the machine away.
///
/// Source: [TPM2 PCR Measurements Made by systemd](https://systemd.io/TPM2_PCR_MEASUREMENTS/); [RFC
/// 7464](https://www.rfc-editor.org/rfc/rfc7464).
record SystemLog(List<Event> events) {
  private static final String WHAT = "systemd's log";
  private static final char BEGIN = 0x1e;
  private static final int LOWEST = 8;
  private static final int HIGHEST = 23;

  SystemLog {
    events = List.copyOf(events);
  }

  /// Reads a sequence of JSON texts.
  ///
  /// @throws BadEvidenceException where it is none of measurements
  static SystemLog of(byte[] bytes) {
    List<Event> events = new ArrayList<>();
    for (String text : new String(bytes, StandardCharsets.UTF_8).split("" + BEGIN, -1)) {
      if (!text.isBlank()) {
        events.add(event(text));
      }
    }
    return new SystemLog(events);
  }

  private static Event event(String text) {
    Json.Struct record = struct(text);
    Sha256 digest =
        record.objects("digests").stream()
            .filter(each -> each.text("hashAlg").orElse("").equals("sha256"))
            .flatMap(each -> each.text("digest").stream())
            .findFirst()
            .map(SystemLog::digest)
            .orElseThrow(() -> fault("has a record without a digest of SHA-256: " + text));
    return new Event(register(record), Event.SYSTEM, digest, ByteBuffer.allocate(0));
  }

  private static Json.Struct struct(String text) {
    try {
      if (JsonReader.read(text) instanceof Json.Struct struct) {
        return struct;
      }
    } catch (JsonSyntaxException e) {
      throw fault("has a record that is no JSON: " + e.getMessage());
    }
    throw fault("has a record that is no object: " + text);
  }

  /// Registers below are the firmware's: what it has measured could be hidden here, where nothing
  /// says what it was.
  private static int register(Json.Struct record) {
    if (record.member("pcr").orElse(new Json.Null()) instanceof Json.Numeral(String literal)
        && literal.matches("[0-9]{1,2}")
        && Integer.parseInt(literal) >= LOWEST
        && Integer.parseInt(literal) <= HIGHEST) {
      return Integer.parseInt(literal);
    }
    throw fault("has a record that is of no register from %d to %d".formatted(LOWEST, HIGHEST));
  }

  private static Sha256 digest(String hex) {
    try {
      return new Sha256(hex);
    } catch (IllegalArgumentException e) {
      throw fault("has a digest that is " + e.getMessage());
    }
  }

  private static BadEvidenceException fault(String why) {
    return new BadEvidenceException(WHAT, why);
  }
}
