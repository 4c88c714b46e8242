package dev.carafe.lab.metadata;

/// How a metadata service misbehaves.
public enum Fault {
  /// It does not.
  NONE,
  /// Each answer takes a second.
  SLOW,
  /// There is a connection, and no answer.
  SILENT,
  /// What EC2's answer to a machine too many hops away looks like: the packets with the token are
  /// lost, all others arrive.
  TOKENS_LOST,
  /// Another web server answers.
  WRONG,
  /// The service itself fails.
  BROKEN,
  /// Connections end without a word.
  GONE
}
