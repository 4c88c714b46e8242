package dev.carafe.cli.attest;

import dev.carafe.disk.bytes.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a firmware has measured, in its order.
///
/// Source: [TCG PC Client Platform Firmware
/// Profile](https://trustedcomputinggroup.org/resource/pc-client-specific-platform-firmware-profile-specification/),
/// sections "TCG_PCClientPCREvent Structure", "Specification ID Version Event", "TCG_PCR_EVENT2
/// Structure", "Startup Locality Event".
///
/// @param events those that were measured
/// @param locality that has started the TPM, by which register 0 begins
record EventLog(List<Event> events, int locality) {
  private static final int HIGHEST = 23;
  private static final int SHA_1_SIZE = 20;
  private static final int SHA_256 = 0xb;
  private static final int SHA_256_SIZE = 32;
  private static final int MOST_BANKS = 8;
  private static final int LARGEST_DIGEST = 64;
  private static final byte[] SIGNATURE = ascii("Spec ID Event03\0");
  private static final byte[] LOCALITY = ascii("StartupLocality\0");

  EventLog {
    events = List.copyOf(events);
  }

  /// Reads a log of several banks.
  ///
  /// @throws BadEvidenceException where it is none, or has no bank of SHA-256
  static EventLog of(byte[] bytes) {
    Fields fields = Fields.ofFirmware("the event log", bytes);
    Map<Integer, Integer> banks = banks(fields);
    List<Event> events = new ArrayList<>();
    int locality = 0;
    while (fields.hasMore()) {
      Event event = event(fields, banks);
      if (event.type() != Event.NO_ACTION) {
        events.add(event);
      } else if (event.register() == 0 && isLocality(event)) {
        locality = event.bytes()[LOCALITY.length];
      }
    }
    return new EventLog(events, locality);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// The first event is in the form of TPM 1.2, and says how long digests are.
  private static Map<Integer, Integer> banks(Fields fields) {
    fields.demand("a first event of register", 0, fields.u32());
    fields.demand("a first event of type", Event.NO_ACTION, fields.u32());
    byte[] _ = fields.take(SHA_1_SIZE);
    Fields data = Fields.ofFirmware("the first event of the log", fields.take(fields.u32()));
    if (!Arrays.equals(data.take(SIGNATURE.length), SIGNATURE)) {
      throw data.fault("does not begin with 'Spec ID Event03'");
    }
    byte[] _ = data.take(8); // class, version, and the size of a number
    long count = data.u32();
    if (count > MOST_BANKS) {
      throw data.fault("has %d banks, expected at most %d".formatted(count, MOST_BANKS));
    }
    Map<Integer, Integer> banks = new HashMap<>();
    for (int i = 0; i < count; i++) {
      banks.put(data.u16(), data.u16());
    }
    data.demand("size of SHA-256", SHA_256_SIZE, banks.getOrDefault(SHA_256, 0));
    byte[] _ = data.take(data.u8()); // the maker's own
    data.demandEnd();
    return banks;
  }

  private static Event event(Fields fields, Map<Integer, Integer> banks) {
    long register = fields.u32();
    if (register > HIGHEST) {
      throw fields.fault("has register %d, expected at most %d".formatted(register, HIGHEST));
    }
    long type = fields.u32();
    Sha256 digest = digest(fields, banks);
    ByteBuffer data = ByteBuffer.wrap(fields.take(fields.u32()));
    return new Event((int) register, type, digest, data);
  }

  private static Sha256 digest(Fields fields, Map<Integer, Integer> banks) {
    fields.demand("digests of an event", banks.size(), fields.u32());
    Map<Integer, byte[]> digests = new HashMap<>();
    for (int i = 0; i < banks.size(); i++) {
      int bank = fields.u16();
      Integer size = banks.get(bank);
      if (size == null || size > LARGEST_DIGEST) {
        throw fields.fault("has a digest of bank 0x%x, which it does not announce".formatted(bank));
      }
      digests.put(bank, fields.take(size));
    }
    byte[] digest = digests.get(SHA_256);
    if (digest == null) {
      throw fields.fault("has an event without a digest of SHA-256");
    }
    return Sha256.of(digest, 0);
  }

  private static boolean isLocality(Event event) {
    byte[] data = event.bytes();
    return data.length == LOCALITY.length + 1
        && Arrays.equals(data, 0, LOCALITY.length, LOCALITY, 0, LOCALITY.length);
  }

  /// Those of one register.
  List<Event> of(int register) {
    return events.stream().filter(event -> event.register() == register).toList();
  }
}
