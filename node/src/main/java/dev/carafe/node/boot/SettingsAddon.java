package dev.carafe.node.boot;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.carafe.node.NodeException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The addon of the unified kernel image by which settings reach the kernel's command line: a
/// template of the image's, in which a section of white space is filled in.
///
/// What it adds begins with a word that tells its own text's digest, so that the command line the
/// kernel was started with says whether it was taken, and which.
///
/// Source: [PE Format](https://learn.microsoft.com/en-us/windows/win32/debug/pe-format), "Section
/// Table (Section Headers)". Format: `docs/formats/boot-parameters.md`.
final class SettingsAddon {
  /// What a command line holds that an addon of settings is part of.
  static final String MARK = "carafe.settings=";

  /// How many characters of parameters there is room for: what the section holds without the mark,
  /// the digest and the space behind it.
  static final int ROOM = 1536 - MARK.length() - 17;

  private static final String SECTION_NAME = ".cmdline";

  private SettingsAddon() {}

  /// The template filled in.
  ///
  /// @param template as the image has it
  /// @param commandLine what [#commandLine] makes of the parameters
  /// @throws BadAddonException where the template is none, or has no room for it
  static byte[] of(byte[] template, String commandLine) {
    byte[] text = commandLine.getBytes(US_ASCII);
    byte[] filled = template.clone();
    ByteBuffer section = section(filled);
    if (text.length > section.remaining()) {
      throw new BadAddonException(
          "there is room for "
              + section.remaining()
              + " characters, the parameters have "
              + text.length);
    }
    section.put(text);
    while (section.hasRemaining()) {
      section.put((byte) ' ');
    }
    return filled;
  }

  private static ByteBuffer section(byte[] image) {
    ByteBuffer bytes = ByteBuffer.wrap(image);
    return PeSection.find(bytes, SECTION_NAME)
        .filter(section -> section.end() <= image.length)
        .map(section -> bytes.slice((int) section.offset(), (int) section.size()))
        .orElseThrow(() -> new BadAddonException("the template has no section .cmdline"));
  }

  /// What an addon for some parameters adds to the command line; nothing for none.
  static String commandLine(String parameters) {
    return parameters.isEmpty() ? "" : MARK + digest(parameters) + " " + parameters;
  }

  private static String digest(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// The template cannot be filled in.
  static final class BadAddonException extends NodeException {
    private static final long serialVersionUID = 1L;

    BadAddonException(String why) {
      super("could not make the addon for the kernel's command line: " + why);
    }
  }
}
