package dev.carafe.node;

import dev.carafe.node.network.NetConfig;
import dev.carafe.node.pods.PodRule;
import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.reading.SettingsReader;
import dev.carafe.settings.schema.Schema;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// Checks what users write for a node, without one and by the node's own rules.
public final class NodeCheck {
  private final SettingsReader reader;

  /// @param schema what the node's image was built with
  public NodeCheck(Schema schema) {
    this.reader = reader(schema, Place.ofNode());
  }

  /// Reads settings by the rules that hold on a node.
  static SettingsReader reader(Schema schema, Place place) {
    return new SettingsReader(schema, List.of(new PodRule(place.agentPorts())));
  }

  /// All that is wrong in user data.
  ///
  /// @param source what problems call it
  public List<Problem> userData(String source, byte[] content) {
    return check(source, content, (text, problems) -> reader.readToml(source, text, problems));
  }

  /// All that is wrong in a `net.toml`.
  ///
  /// @param source what problems call it
  public List<Problem> network(String source, byte[] content) {
    return check(source, content, (text, problems) -> NetConfig.read(source, text, problems));
  }

  private static List<Problem> check(
      String source, byte[] content, BiConsumer<String, List<Problem>> reading) {
    List<Problem> problems = new ArrayList<>();
    CharBuffer text = CharBuffer.allocate(content.length);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    if (decoder.decode(ByteBuffer.wrap(content), text, true).isError()) {
      Position position = end(source, text.flip().toString());
      problems.add(new Problem(position, "a byte that is not UTF-8", "save the text as UTF-8"));
    } else {
      reading.accept(text.flip().toString(), problems);
    }
    return problems;
  }

  /// Where the next character would stand.
  private static Position end(String source, String text) {
    int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
    return new Position(source, line, text.length() - text.lastIndexOf('\n'));
  }
}
