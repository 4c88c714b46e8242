import org.jspecify.annotations.NullMarked;

/// What the node and the command line agree on about who may do what, who did what, and what may be
/// installed: keys, certificates, the audit log, and releases.
@NullMarked
module dev.carafe.trust {
  requires static org.jspecify;
  requires transitive dev.carafe.disk;
  requires transitive dev.carafe.settings;

  exports dev.carafe.trust.audit;
  exports dev.carafe.trust.certificate;
  exports dev.carafe.trust.release;
  exports dev.carafe.trust.tuf;
}
