package dev.carafe.settings.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import java.nio.charset.StandardCharsets;

/// Any text is a template that can be rendered, or is refused with its place.
public final class TemplateFuzz {
  private static final Json.Struct CONTEXT =
      (Json.Struct)
          JsonReader.read(
              """
              {"settings": {
                "a": "text", "b": {"c": [1, 2], "d": {"enabled": true}}, "n": 7, "t": true,
                "ip": "10.0.0.1", "cidr": "10.0.0.0/8", "hosts": [["10.0.0.1", ["h", "i"]]],
                "url": "https://user@example.com:8080/x", "base64": "aGk=", "empty": {}, "none": null},
               "os": {"arch": "x86_64"}}
              """);

  private static final int MOST_LOOPS = 5;

  private TemplateFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    if (text.split("#each", -1).length > MOST_LOOPS) {
      return; // loops in each other take as long as they say
    }
    try {
      Template template = Template.parse("fuzz", text);
      assertThat(template.render(CONTEXT)).isEqualTo(template.render(CONTEXT));
    } catch (TemplateException e) {
      assertThat(e.problem().position().line()).isPositive();
      assertThat(e.problem().position().column()).isPositive();
    }
  }
}
