package dev.carafe.image;

import dev.carafe.image.content.Content;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.image.tree.FileTree;
import dev.carafe.image.uki.KernelAddon;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;

/// The stage that makes the addon by which a node's settings get into the kernel's command line: a
/// template with room for their text, so that the agent has to write no executable.
///
/// Format: `docs/formats/boot-parameters.md`.
final class SettingsAddon {
  private static final String PATH = "usr/lib/carafe/boot/settings.addon.efi";
  private static final int ROOM = 1536;

  /// `COMMAND_LINE_SIZE` of x86 is 2048, with a zero at the end; the kernel cuts off what is more.
  private static final int LONGEST_COMMAND_LINE = 2047;

  private SettingsAddon() {}

  static void addTo(FileTree tree, ToolsTree tools) throws IOException {
    ByteArrayOutputStream addon = new ByteArrayOutputStream();
    KernelAddon.write(
        Channels.newChannel(addon),
        Content.of(tools.file(BootFiles.EFI + "addonx64.efi.stub")),
        " ".repeat(ROOM));
    tree.file(PATH, Content.of(addon.toByteArray()), false, "system");
  }

  /// The image's own command line, which must leave room for an addon and the space between.
  static String demandRoom(String commandLine) {
    int most = LONGEST_COMMAND_LINE - ROOM - 1;
    if (commandLine.length() > most) {
      throw new CommandLineTooLongException(commandLine.length(), most);
    }
    return commandLine;
  }

  /// The variant's command line leaves no room for the settings'.
  static final class CommandLineTooLongException extends ImageException {
    private static final long serialVersionUID = 1L;

    CommandLineTooLongException(int length, int most) {
      super(
          "could not make a command line of %d characters, at most %d: shorten kernel.command-line of the variant"
              .formatted(length, most));
    }
  }
}
