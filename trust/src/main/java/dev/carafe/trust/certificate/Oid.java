package dev.carafe.trust.certificate;

/// The object identifiers that we write and look for.
final class Oid {
  /// [RFC 5758, section 3.2](https://www.rfc-editor.org/rfc/rfc5758#section-3.2).
  static final byte[] ECDSA_WITH_SHA256 = Der.objectIdentifier("1.2.840.10045.4.3.2");

  /// [RFC 5280, appendix A.1](https://www.rfc-editor.org/rfc/rfc5280#appendix-A.1).
  static final byte[] COMMON_NAME = Der.objectIdentifier("2.5.4.3");

  static final byte[] ORGANIZATION = Der.objectIdentifier("2.5.4.10");

  /// [RFC 5280, section 4.2.1](https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1).
  static final byte[] SUBJECT_KEY_IDENTIFIER = Der.objectIdentifier("2.5.29.14");

  static final byte[] KEY_USAGE = Der.objectIdentifier("2.5.29.15");
  static final byte[] SUBJECT_ALTERNATIVE_NAME = Der.objectIdentifier("2.5.29.17");
  static final byte[] BASIC_CONSTRAINTS = Der.objectIdentifier("2.5.29.19");
  static final byte[] AUTHORITY_KEY_IDENTIFIER = Der.objectIdentifier("2.5.29.35");
  static final byte[] EXTENDED_KEY_USAGE = Der.objectIdentifier("2.5.29.37");

  /// [RFC 2985, section 5.4.2](https://www.rfc-editor.org/rfc/rfc2985#section-5.4.2).
  static final byte[] EXTENSION_REQUEST = Der.objectIdentifier("1.2.840.113549.1.9.14");

  private Oid() {}
}
