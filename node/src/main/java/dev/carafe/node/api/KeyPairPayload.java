package dev.carafe.node.api;

import dev.carafe.node.http.RefusedRequest;
import dev.carafe.node.http.Status;
import dev.carafe.settings.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The body of `PATCH /settings/keypair`: `{"request_payload": ["KEY=VALUE", ...]}` as
/// Bottlerocket's client sends it, or one text with a pair a line. The word `settings.` may be left
/// out of a key.
///
/// Source: [Bottlerocket's
/// client](https://github.com/bottlerocket-os/bottlerocket-core-kit/blob/develop/sources/api/apiclient/src/main.rs).
final class KeyPairPayload {
  private static final String MEMBER = "request_payload";
  private static final String ROOT = "settings";

  private KeyPairPayload() {}

  /// The values by whole keys.
  static Map<String, String> read(Json.Struct body) {
    Map<String, String> pairs = new TreeMap<>();
    for (String pair : texts(body)) {
      int equals = equalsSign(pair);
      if (equals < 1) {
        throw bad("'" + pair + "' is no pair; write settings.KEY=VALUE");
      }
      pairs.put(whole(pair.substring(0, equals)), pair.substring(equals + 1));
    }
    return pairs;
  }

  private static List<String> texts(Json.Struct body) {
    return switch (body.member(MEMBER).orElse(new Json.Null())) {
      case Json.Text(String text) -> text.lines().toList();
      case Json.Array(List<Json> elements) -> elements(elements);
      case Json.Struct _, Json.Numeral _, Json.Bool _, Json.Null _ ->
          throw bad(
              "the body has no list '"
                  + MEMBER
                  + "'; write {\"request_payload\": [\"settings.KEY=VALUE\"]}");
    };
  }

  private static List<String> elements(List<Json> elements) {
    List<String> texts = new ArrayList<>();
    for (Json element : elements) {
      if (!(element instanceof Json.Text(String text))) {
        throw bad("an element of '" + MEMBER + "' is no text; write \"settings.KEY=VALUE\"");
      }
      texts.add(text);
    }
    return texts;
  }

  /// Where the first equals sign is that is in no quotes, or -1.
  private static int equalsSign(String pair) {
    boolean quoted = false;
    for (int i = 0; i < pair.length(); i++) {
      char c = pair.charAt(i);
      if (c == '=' && !quoted) {
        return i;
      }
      quoted ^= c == '"';
    }
    return -1;
  }

  private static String whole(String key) {
    return key.equals(ROOT) || key.startsWith(ROOT + ".") ? key : ROOT + "." + key;
  }

  private static RefusedRequest bad(String why) {
    return new RefusedRequest(Status.BAD_REQUEST, why);
  }
}
