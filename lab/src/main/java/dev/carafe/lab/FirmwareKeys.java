package dev.carafe.lab;

import dev.carafe.image.tools.ToolsTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Whom the firmware of a machine believes that can demand signatures.
public sealed interface FirmwareKeys {

  /// Makes the variables of a new machine.
  ///
  /// @param template those that the firmware comes with
  void writeVariables(ToolsTree tools, Path template, Path target) throws IOException;

  /// Nobody yet: it starts whatever there is, and takes the first keys that come.
  record Blank() implements FirmwareKeys {
    @Override
    public void writeVariables(ToolsTree tools, Path template, Path target) throws IOException {
      Files.copy(template, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// Certificates, in files; it starts nothing that they have not signed.
  ///
  /// Source: `virt-fw-vars(1)`.
  ///
  /// @param owner who has put them there
  /// @param platformKey who owns the machine
  /// @param exchangeKey who may change what it believes
  /// @param signatures who signs programs
  /// @param revocations what is not to be started all the same, as a signed change of `dbx`
  record Enrolled(
      UUID owner, Path platformKey, Path exchangeKey, Path signatures, Optional<Path> revocations)
      implements FirmwareKeys {

    @Override
    public void writeVariables(ToolsTree tools, Path template, Path target) {
      List<String> words = new ArrayList<>();
      words.addAll(List.of("--input", template.toString(), "--output", target.toString()));
      words.addAll(List.of("--set-pk", owner.toString(), platformKey.toString()));
      words.addAll(List.of("--add-kek", owner.toString(), exchangeKey.toString()));
      words.addAll(List.of("--add-db", owner.toString(), signatures.toString()));
      revocations.ifPresent(change -> words.addAll(List.of("--set-dbx", change.toString())));
      words.add("--secure-boot");
      tools.command("virt-fw-vars").with(words).run();
    }
  }
}
