package dev.carafe.trust.tuf;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonSyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// Metadata with its signatures, whoever made them.
///
/// @param bytes the file
/// @param signed what is signed, with all that is not known here
/// @param canonical the bytes that are signed
/// @param signatures by the identifiers of their keys
@SuppressWarnings("ArrayRecordComponent") // never compared
record Envelope(
    byte[] bytes, Json.Struct signed, byte[] canonical, Map<String, byte[]> signatures) {

  /// More values than these no repository has; the smallest takes many times the memory of its
  /// text.
  private static final int MOST_VALUES = 1 << 18;

  /// @param name of the file, for messages
  /// @throws MalformedMetadataException if it is no metadata, or one key has signed twice
  static Envelope read(String name, byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      Member file = Member.file(name, JsonReader.read(text, MOST_VALUES));
      Json.Struct signed = file.member("signed").struct();
      Map<String, byte[]> signatures = new LinkedHashMap<>();
      for (Member each : file.member("signatures").elements()) {
        byte[] signature = signature(each.member("sig").text());
        if (signatures.put(each.member("keyid").text(), signature) != null) {
          throw each.wrong("a key that has not signed before");
        }
      }
      return new Envelope(bytes, signed, CanonicalJson.bytes(signed), signatures);
    } catch (CharacterCodingException e) {
      throw new MalformedMetadataException(name + " is no text in UTF-8");
    } catch (JsonSyntaxException e) {
      throw new MalformedMetadataException(name + ": " + e.getMessage());
    }
  }

  /// What is no hexadecimal number is nobody's signature.
  private static byte[] signature(String hex) {
    try {
      return HexFormat.of().parseHex(hex);
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }

  /// What is signed, as the content of a file.
  Member content(String name) {
    return Member.file(name, signed);
  }
}
