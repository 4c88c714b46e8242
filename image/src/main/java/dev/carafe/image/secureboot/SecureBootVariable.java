package dev.carafe.image.secureboot;

import java.util.UUID;

/// A variable in which firmware keeps whom it believes.
///
/// Source: [UEFI 2.11](https://uefi.org/specs/UEFI/2.11/32_Secure_Boot_and_Driver_Signing.html),
/// 32.3 and 32.4.
public enum SecureBootVariable {
  /// Whoever has this key owns the machine: with one, Secure Boot is on.
  PLATFORM_KEY("PK", "platform key"),
  /// Who may change the two databases.
  KEY_EXCHANGE_KEY("KEK", "key exchange key"),
  /// Who may sign programs.
  SIGNATURES("db", "signature key"),
  /// What is not to be started, whoever signed it.
  REVOCATIONS("dbx", "revocations");

  /// `EFI_GLOBAL_VARIABLE`.
  private static final UUID GLOBAL = UUID.fromString("8be4df61-93ca-11d2-aa0d-00e098032b8c");

  /// `EFI_IMAGE_SECURITY_DATABASE_GUID`.
  private static final UUID IMAGE_SECURITY =
      UUID.fromString("d719b2cb-3d3a-4596-a3bc-dad00e67656f");

  private final String variableName;
  private final String title;

  SecureBootVariable(String variableName, String title) {
    this.variableName = variableName;
    this.title = title;
  }

  /// Its name: `PK`.
  public String variableName() {
    return variableName;
  }

  /// What it is, for a person.
  public String title() {
    return title;
  }

  /// Whose variables it is one of.
  UUID vendor() {
    return switch (this) {
      case PLATFORM_KEY, KEY_EXCHANGE_KEY -> GLOBAL;
      case SIGNATURES, REVOCATIONS -> IMAGE_SECURITY;
    };
  }

  /// Whose key must sign a change of it.
  public SecureBootVariable changedBy() {
    return switch (this) {
      case PLATFORM_KEY, KEY_EXCHANGE_KEY -> PLATFORM_KEY;
      case SIGNATURES, REVOCATIONS -> KEY_EXCHANGE_KEY;
    };
  }
}
