package dev.carafe.image.inspect;

import dev.carafe.image.elf.ElfFile;
import java.util.List;

/// What is in `/usr`. Paths are absolute.
///
/// @param files how many regular files
/// @param bytes how long these are together
/// @param fileSystemSize the bytes of the file system
/// @param executables what the kernel can start by itself
/// @param scripts what needs an interpreter, whether it may be started or not
/// @param known programs, and links to them, that are known by their name
/// @param setId what runs with the rights of its owner or group
public record UsrReport(
    int files,
    long bytes,
    long fileSystemSize,
    List<Executable> executables,
    List<Script> scripts,
    List<KnownProgram> known,
    List<SetIdFile> setId) {

  public UsrReport {
    executables = List.copyOf(executables);
    scripts = List.copyOf(scripts);
    known = List.copyOf(known);
    setId = List.copyOf(setId);
  }

  /// An ELF file that may be started.
  public record Executable(String path, long size, ElfFile elf) {}

  /// A file that names its interpreter.
  public record Script(String path, long size, String interpreter) {}

  /// A program that is known by its name.
  public record KnownProgram(String path, ProgramRole role) {}

  /// A file with the set-user-ID or set-group-ID bit.
  public record SetIdFile(String path, int mode) {}
}
