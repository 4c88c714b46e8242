package dev.carafe.image.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.image.elf.ElfFile;
import dev.carafe.image.erofs.ErofsEntry;
import dev.carafe.image.erofs.ErofsFileSystem;
import dev.carafe.image.inspect.UsrReport.Executable;
import dev.carafe.image.inspect.UsrReport.KnownProgram;
import dev.carafe.image.inspect.UsrReport.Script;
import dev.carafe.image.inspect.UsrReport.SetIdFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Goes through the files of `/usr` and sorts them.
final class UsrInspection {
  private static final int EXECUTABLE = 0111;
  private static final int SET_ID = 06000;

  /// The kernel reads so much of a script to find its interpreter: `BINPRM_BUF_SIZE`.
  private static final int SCRIPT_START = 256;

  private static final Pattern SCRIPT = Pattern.compile("#![ \\t]*([^ \\t\\n\\x00]+)");

  private static final Pattern PROGRAM_FOLDER = Pattern.compile(".*/s?bin/[^/]+");

  private final List<Executable> executables = new ArrayList<>();
  private final List<Script> scripts = new ArrayList<>();
  private final List<KnownProgram> known = new ArrayList<>();
  private final List<SetIdFile> setId = new ArrayList<>();
  private int files;
  private long bytes;

  private UsrInspection() {}

  static UsrReport report(ErofsFileSystem usr) throws IOException {
    UsrInspection inspection = new UsrInspection();
    for (ErofsEntry entry : usr.entries()) {
      inspection.add("/usr/" + entry.path(), entry);
    }
    return inspection.report(usr.size());
  }

  private UsrReport report(long fileSystemSize) {
    return new UsrReport(files, bytes, fileSystemSize, executables, scripts, known, setId);
  }

  private void add(String path, ErofsEntry entry) throws IOException {
    switch (entry) {
      case ErofsEntry.RegularFile file -> addFile(path, file.mode(), file.content());
      case ErofsEntry.Symlink _ when PROGRAM_FOLDER.matcher(path).matches() -> addKnown(path);
      case ErofsEntry.Symlink _ -> {}
      case ErofsEntry.Directory _, ErofsEntry.Special _ -> {}
    }
  }

  private void addFile(String path, int mode, ByteSource content) throws IOException {
    files++;
    bytes += content.size();
    if ((mode & SET_ID) != 0) {
      setId.add(new SetIdFile(path, mode));
    }
    interpreter(content)
        .ifPresent(program -> scripts.add(new Script(path, content.size(), program)));
    if ((mode & EXECUTABLE) != 0) {
      addKnown(path);
      ElfFile.read(content)
          .ifPresent(elf -> executables.add(new Executable(path, content.size(), elf)));
    }
  }

  private void addKnown(String path) {
    ProgramRole.of(path).ifPresent(role -> known.add(new KnownProgram(path, role)));
  }

  private static Optional<String> interpreter(ByteSource content) throws IOException {
    byte[] start = content.read(0, Math.min(SCRIPT_START, content.size())).array();
    Matcher matcher = SCRIPT.matcher(new String(start, UTF_8));
    return matcher.lookingAt() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
