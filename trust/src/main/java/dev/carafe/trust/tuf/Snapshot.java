package dev.carafe.trust.tuf;

import java.util.Map;

/// Which versions of all files of targets belong together.
///
/// Source: TUF 1.0.34, section 4.4 "File formats: snapshot.json".
record Snapshot(Head head, Map<String, Listed> files) {

  Snapshot {
    files = Map.copyOf(files);
  }

  static Snapshot read(Envelope envelope) {
    Member signed = envelope.content(RoleName.file(RoleName.SNAPSHOT));
    return new Snapshot(Head.read(signed, RoleName.SNAPSHOT), Listed.all(signed));
  }

  /// @throws InconsistentException if it does not list the role's file
  Listed of(String role) {
    Listed listed = files.get(RoleName.file(role));
    if (listed == null) {
      throw new InconsistentException("the snapshot does not list " + RoleName.file(role));
    }
    return listed;
  }

  /// @throws RollbackException if a file of an earlier one is missing, or older now
  void demandNotBefore(Snapshot earlier) {
    earlier.files.forEach((name, before) -> {
      Listed now = files.get(name);
      if (now == null) {
        throw new RollbackException("the snapshot does not list " + name + " any more");
      }
      if (now.version() < before.version()) {
        throw new RollbackException(
            "the snapshot lists version %d of %s, and version %d was known"
                .formatted(now.version(), name, before.version()));
      }
    });
  }
}
