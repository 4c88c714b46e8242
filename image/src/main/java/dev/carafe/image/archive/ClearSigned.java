package dev.carafe.image.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A text with an OpenPGP signature around it, taken apart.
///
/// Strict: what stands before the text or behind the signature is refused, not skipped, so that
/// nothing is read but what was signed.
///
/// Source: [RFC 9580, section 7](https://www.rfc-editor.org/rfc/rfc9580#section-7).
///
/// @param text the text without dash escapes, line feeds between its lines
/// @param signature the armored signature block
record ClearSigned(String text, String signature) {
  private static final String BEGIN_TEXT = "-----BEGIN PGP SIGNED MESSAGE-----";
  private static final String BEGIN_SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
  private static final String END_SIGNATURE = "-----END PGP SIGNATURE-----";

  /// @param what the text's name in errors
  static ClearSigned parse(String what, byte[] bytes) {
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    if (lines.isEmpty() || !lines.getFirst().equals(BEGIN_TEXT)) {
      throw new BadSignatureException(what, "expected '%s' first".formatted(BEGIN_TEXT));
    }
    int textStart = endOfHeaders(what, lines);
    int signatureStart = lines.indexOf(BEGIN_SIGNATURE);
    int signatureEnd = lines.indexOf(END_SIGNATURE);
    if (signatureStart < textStart || signatureEnd != lines.size() - 1) {
      throw new BadSignatureException(
          what, "expected one signature block at the end, and nothing behind it");
    }
    return new ClearSigned(
        String.join("\n", unescaped(what, lines.subList(textStart, signatureStart))),
        String.join("\n", lines.subList(signatureStart, lines.size())) + "\n");
  }

  /// Only `Hash` headers may stand before the empty line.
  private static int endOfHeaders(String what, List<String> lines) {
    int at = 1;
    while (at < lines.size() && lines.get(at).startsWith("Hash: ")) {
      at++;
    }
    if (at == lines.size() || !lines.get(at).isEmpty()) {
      throw new BadSignatureException(what, "expected an empty line behind the 'Hash' headers");
    }
    return at + 1;
  }

  private static List<String> unescaped(String what, List<String> lines) {
    List<String> plain = new ArrayList<>(lines.size());
    for (String line : lines) {
      if (line.startsWith("-") && !line.startsWith("- ")) {
        throw new BadSignatureException(what, "expected '- ' before a dash, found '" + line + "'");
      }
      plain.add(line.startsWith("- ") ? line.substring(2) : line);
    }
    return plain;
  }

  /// The bytes that were signed: lines without blanks at their ends, CR LF between them.
  byte[] canonical() {
    return String.join("\r\n", text.lines().map(ClearSigned::withoutTrailingBlanks).toList())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String withoutTrailingBlanks(String line) {
    int end = line.length();
    while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
      end--;
    }
    return line.substring(0, end);
  }
}
