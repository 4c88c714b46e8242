package dev.carafe.node.tpm;

/// The commands that we send.
///
/// Source: [TPM 2.0
/// Library](https://trustedcomputinggroup.org/resource/tpm-library-specification/), Part 2, section
/// 6.5.2, "TPM_CC".
enum CommandCode {
  CREATE_PRIMARY("TPM2_CreatePrimary", 0x131),
  QUOTE("TPM2_Quote", 0x158),
  FLUSH_CONTEXT("TPM2_FlushContext", 0x165),
  READ_REGISTERS("TPM2_PCR_Read", 0x17e);

  private static final int WITHOUT_SESSIONS = 0x8001;
  private static final int WITH_SESSIONS = 0x8002;
  private static final int HEADER = 10;
  private static final int PASSWORD_SESSION = 0x40000009;

  private final String title;
  private final int code;

  CommandCode(String title, int code) {
    this.title = title;
    this.code = code;
  }

  /// As the specification calls it.
  String title() {
    return title;
  }

  /// A command that needs nobody's leave.
  byte[] with(byte[] rest) {
    return command(WITHOUT_SESSIONS, rest);
  }

  /// A command that the owner of a handle gives leave for, by an empty password.
  byte[] with(int handle, byte[] parameters) {
    byte[] session = new Marshaller().u32(PASSWORD_SESSION).u16(0).u8(0).u16(0).bytes();
    return command(
        WITH_SESSIONS,
        new Marshaller().u32(handle).u32(session.length).raw(session).raw(parameters).bytes());
  }

  private byte[] command(int tag, byte[] rest) {
    return new Marshaller().u16(tag).u32(HEADER + rest.length).u32(code).raw(rest).bytes();
  }
}
