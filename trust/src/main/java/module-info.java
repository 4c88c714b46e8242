import org.jspecify.annotations.NullMarked;

/// What the node and the command line agree on about who may do what and who did what: keys,
/// certificates, and the audit log.
@NullMarked
module dev.carafe.trust {
  requires static org.jspecify;
  requires transitive dev.carafe.settings;

  exports dev.carafe.trust.audit;
  exports dev.carafe.trust.certificate;
}
