package dev.carafe.cli.node;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonSyntaxException;
import java.util.ArrayList;
import java.util.List;

/// What a node answered to something that it did.
record NodeAnswer(String contentType, String text) {

  boolean isJson() {
    return contentType.startsWith("application/") && contentType.contains("json");
  }

  Json json() {
    try {
      return JsonReader.read(text);
    } catch (JsonSyntaxException e) {
      throw new AnswerException(200, "it is no JSON: " + e.getMessage());
    }
  }

  Json.Struct struct() {
    if (json() instanceof Json.Struct struct) {
      return struct;
    }
    throw new AnswerException(200, "it is no JSON object: " + text);
  }

  List<String> texts() {
    return texts(json());
  }

  /// The texts in a member that is a list.
  static List<String> texts(Json.Struct struct, String member) {
    return texts(struct.member(member).orElse(new Json.Null()));
  }

  private static List<String> texts(Json list) {
    List<String> texts = new ArrayList<>();
    if (list instanceof Json.Array(List<Json> elements)) {
      for (Json element : elements) {
        if (element instanceof Json.Text(String value)) {
          texts.add(value);
        }
      }
    }
    return texts;
  }
}
