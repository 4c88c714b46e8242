package dev.carafe.trust.release;

import java.util.Optional;

/// What names of things in a release may be made of: they become paths of targets, and names of
/// files on a FAT file system.
final class Names {
  private static final String HEX = "0123456789abcdef";
  private static final String WORD = "abcdefghijklmnopqrstuvwxyz0123456789_-";
  private static final String FILE = WORD + "ABCDEFGHIJKLMNOPQRSTUVWXYZ.~^";

  /// A digest and a dot are put before the last part of a target's path, and a file's name has at
  /// most 255 bytes.
  private static final int LONGEST_PART = 180;

  private static final int LONGEST_PATH = 1024;
  private static final int LONGEST_WORD = 64;
  private static final String EFI = ".efi";

  private Names() {}

  /// Why a text is no word for a variant, an architecture or a channel.
  static Optional<String> wordFault(String text) {
    return text.isEmpty() ? Optional.of("it is empty") : fault(text, WORD, LONGEST_WORD);
  }

  /// Why a text is no path of a target: parts with `/` between them, none of which leads elsewhere.
  static Optional<String> pathFault(String text) {
    if (text.length() > LONGEST_PATH) {
      return Optional.of("it is longer than " + LONGEST_PATH + " characters");
    }
    for (String part : text.split("/", -1)) {
      if (part.isEmpty() || part.startsWith(".")) {
        return Optional.of("a part of it is empty or begins with a dot");
      }
      Optional<String> fault = fault(part, FILE + "+", LONGEST_PART);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  /// Why a text is not `NAME.efi`. There is no `+` in it: behind that the boot loader keeps how
  /// often it may still try.
  static Optional<String> kernelFault(String text) {
    if (!text.endsWith(EFI)) {
      return Optional.of("it does not end with " + EFI);
    }
    return text.startsWith(".")
        ? Optional.of("it begins with a dot")
        : fault(text, FILE, LONGEST_PART);
  }

  /// Why a text is no digest, as the end of a sentence about it.
  static Optional<String> digestFault(String text) {
    return text.length() == 64 && text.chars().allMatch(c -> HEX.indexOf(c) >= 0)
        ? Optional.empty()
        : Optional.of("it is not 64 hexadecimal digits in lower case");
  }

  private static Optional<String> fault(String text, String allowed, int most) {
    if (text.length() > most) {
      return Optional.of("it is longer than " + most + " characters");
    }
    return text.chars()
        .filter(c -> allowed.indexOf(c) < 0)
        .mapToObj(c -> "it holds the character " + shown(c))
        .findFirst();
  }

  private static String shown(int c) {
    return c > ' ' && c < 0x7f ? "'" + (char) c + "'" : String.format("U+%04X", c);
  }

  /// Makes a fault a mistake of the program's: who builds a record has to know.
  static void demand(String text, Optional<String> fault) {
    fault.ifPresent(why -> {
      throw new IllegalArgumentException("'" + text + "': " + why);
    });
  }
}
