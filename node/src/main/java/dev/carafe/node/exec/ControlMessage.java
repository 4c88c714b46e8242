package dev.carafe.node.exec;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonSyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a client says besides the process's input: one text message each.
///
/// Source: [Bottlerocket's
/// API](https://github.com/bottlerocket-os/bottlerocket-core-kit/blob/develop/sources/api/apiserver/src/server/exec.rs).
sealed interface ControlMessage {
  int MOST_VALUES = 80_000;
  int LARGEST_SIDE = 0xffff;

  /// The first one: what is to be run where.
  record Initialize(String target, List<String> command, Optional<Terminal> terminal)
      implements ControlMessage {

    public Initialize {
      command = List.copyOf(command);
    }
  }

  /// The client's window has another size.
  record Winch(WindowSize size) implements ControlMessage {}

  /// The input has ended.
  record ContentComplete() implements ControlMessage {}

  /// Understands a text message.
  ///
  /// @throws BadRequestException where it is none
  static ControlMessage read(String text) {
    Json json = json(text);
    if (json instanceof Json.Text(String word) && word.equals("ContentComplete")) {
      return new ContentComplete();
    }
    if (json instanceof Json.Struct named && named.members().size() == 1) {
      if (named.member("Initialize").orElse(json) instanceof Json.Struct fields
          && named.member("Initialize").isPresent()) {
        return initialize(fields);
      }
      if (named.member("Winch").isPresent()) {
        return new Winch(size(named.member("Winch").get()));
      }
    }
    throw new BadRequestException(
        "a text message is {\"Initialize\":{...}}, {\"Winch\":{...}} or \"ContentComplete\"");
  }

  private static Json json(String text) {
    try {
      return JsonReader.read(text, MOST_VALUES);
    } catch (JsonSyntaxException e) {
      throw new BadRequestException("a text message is not JSON: " + e.getMessage());
    }
  }

  private static Initialize initialize(Json.Struct fields) {
    String target =
        fields
            .text("target")
            .filter(text -> !text.isEmpty())
            .orElseThrow(() -> new BadRequestException("Initialize has no target"));
    return new Initialize(
        target, command(fields), terminal(fields.member("tty").orElse(new Json.Null())));
  }

  private static List<String> command(Json.Struct fields) {
    if (!(fields.member("command").orElse(new Json.Null()) instanceof Json.Array(var words))
        || words.isEmpty()) {
      throw new BadRequestException("Initialize has no command");
    }
    List<String> command = new ArrayList<>();
    for (Json word : words) {
      if (word instanceof Json.Struct named
          && named.member("Unix").orElse(word) instanceof Json.Array(List<Json> bytes)) {
        command.add(word(bytes));
      } else {
        throw new BadRequestException("a word of the command is {\"Unix\":[BYTE, ...]}");
      }
    }
    return command;
  }

  /// What containers are told is JSON, which cannot say all bytes.
  private static String word(List<Json> values) {
    byte[] bytes = new byte[values.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) number(values.get(i), "a byte", 0xff);
      if (bytes[i] == 0) {
        throw new BadRequestException("a word of the command has a zero byte");
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw new BadRequestException("a word of the command is not UTF-8");
    }
  }

  private static Optional<Terminal> terminal(Json tty) {
    return switch (tty) {
      case Json.Null() -> Optional.empty();
      case Json.Struct fields -> {
        Json size = fields.member("size").orElse(new Json.Null());
        yield Optional.of(
            new Terminal(size instanceof Json.Null ? Optional.empty() : Optional.of(size(size))));
      }
      default -> throw new BadRequestException("tty is null or {\"size\":...}");
    };
  }

  private static WindowSize size(Json size) {
    if (size instanceof Json.Struct fields) {
      return new WindowSize(side(fields, "rows"), side(fields, "cols"));
    }
    throw new BadRequestException("a size is {\"rows\":ROWS,\"cols\":COLUMNS}");
  }

  private static int side(Json.Struct fields, String name) {
    return number(fields.member(name).orElse(new Json.Null()), name, LARGEST_SIDE);
  }

  private static int number(Json json, String what, int most) {
    if (json instanceof Json.Numeral(String literal) && literal.length() <= 5) {
      try {
        int number = Integer.parseInt(literal);
        if (number >= 0 && number <= most) {
          return number;
        }
      } catch (NumberFormatException _) {
        // refused below
      }
    }
    throw new BadRequestException(what + " is a number from 0 to " + most);
  }
}
