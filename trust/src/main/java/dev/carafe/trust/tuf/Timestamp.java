package dev.carafe.trust.tuf;

import java.util.Map;

/// Which snapshot is the newest.
///
/// Source: TUF 1.0.34, section 4.6 "File formats: timestamp.json".
record Timestamp(Head head, Listed snapshot) {

  static Timestamp read(Envelope envelope) {
    Member signed = envelope.content(RoleName.file(RoleName.TIMESTAMP));
    Map<String, Listed> files = Listed.all(signed);
    Listed snapshot = files.get(RoleName.file(RoleName.SNAPSHOT));
    if (snapshot == null || files.size() != 1) {
      throw signed.member("meta").wrong("snapshot.json alone");
    }
    return new Timestamp(Head.read(signed, RoleName.TIMESTAMP), snapshot);
  }
}
