package dev.carafe.image.elf;

/// What an ELF file was made for: `e_type` of its header.
public enum ElfType {
  /// To be linked: an object file, or a kernel module.
  RELOCATABLE(1),
  /// To be started, at fixed addresses.
  PROGRAM(2),
  /// To be loaded anywhere: a library, or a program that is made like one.
  SHARED_OBJECT(3),
  /// Anything else.
  OTHER(-1);

  private final int value;

  ElfType(int value) {
    this.value = value;
  }

  static ElfType of(int value) {
    for (ElfType type : values()) {
      if (type.value == value) {
        return type;
      }
    }
    return OTHER;
  }
}
