package dev.carafe.trust.certificate;

/// The tags that certificates are made of, as they stand in the first byte of an element.
///
/// Source: [X.690](https://www.itu.int/rec/T-REC-X.690), 8.1.2, and X.680, table 1.
final class Tag {
  static final int BOOLEAN = 0x01;
  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;
  static final int OCTET_STRING = 0x04;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int UTF8_STRING = 0x0c;
  static final int PRINTABLE_STRING = 0x13;
  static final int UTC_TIME = 0x17;
  static final int GENERALIZED_TIME = 0x18;
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;

  private Tag() {}

  /// A tag that its context gives a meaning, on a single value.
  static int context(int number) {
    return 0x80 | number;
  }

  /// A tag that its context gives a meaning, around other elements.
  static int contextAround(int number) {
    return 0xa0 | number;
  }
}
