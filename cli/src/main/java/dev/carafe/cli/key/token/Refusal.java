package dev.carafe.cli.key.token;

/// What a module's result means to a person.
///
/// Source: PKCS #11 2.40, section 5.1 "Function return values".
final class Refusal {
  private Refusal() {}

  /// @param result another than `CKR_OK`
  static String of(String function, long result) {
    String why =
        switch ((int) result) {
          case 0x12 -> "the key is of another kind than ECDSA";
          case 0x30, 0x31, 0x32 -> "the token is broken, full or gone";
          case 0x54 -> "the module cannot do that";
          case 0x68 -> "the key is not there for signing";
          case 0x70 -> "the token cannot sign by ECDSA";
          case 0xa0, 0xa1, 0xa2 -> "the PIN is wrong";
          case 0xa3 -> "the PIN is too old";
          case 0xa4 -> "the PIN is locked after too many tries";
          case 0xe0 -> "the token is not there";
          case 0x101 -> "the token wants a login first";
          case 0x102 -> "the token has no PIN yet";
          default -> "the module gives no reason that is known";
        };
    return "%s (%s, result 0x%x)".formatted(why, function, result);
  }
}
