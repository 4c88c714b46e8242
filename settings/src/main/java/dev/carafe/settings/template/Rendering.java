package dev.carafe.settings.template;

import dev.carafe.settings.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One walk through a template.
final class Rendering {
  static final List<String> BLOCKS = List.of("each", "if", "if_not_null", "unless", "with");

  private final TemplateText text;
  private final Json root;
  private final StringBuilder out = new StringBuilder();

  /// What `this`, names and `@` mean in a part of the template.
  private record Scope(
      Json self, Map<String, Json> names, Map<String, Json> data, Optional<Scope> outer) {}

  Rendering(TemplateText text, Json root) {
    this.text = text;
    this.root = root;
  }

  String render(List<Node> nodes) {
    render(nodes, new Scope(root, Map.of(), Map.of(), Optional.empty()));
    return out.toString();
  }

  private void render(List<Node> nodes, Scope scope) {
    for (Node node : nodes) {
      switch (node) {
        case Node.Verbatim(String verbatim) -> out.append(verbatim);
        case Node.Output(Expression value) -> out.append(shown(value, scope));
        case Node.Block block -> block(block, scope);
      }
    }
  }

  private String shown(Expression expression, Scope scope) {
    Json value =
        value(expression, scope)
            .orElseThrow(() ->
                text.wrong(
                    expression.at(),
                    "'" + written(expression) + "' is not set",
                    "write {{#if}} around it, or {{default ...}}"));
    return switch (value) {
      case Json.Text(String string) -> string;
      case Json.Numeral(String literal) -> literal;
      case Json.Bool(boolean bool) -> Boolean.toString(bool);
      case Json.Null() -> "";
      case Json.Array _ ->
          throw text.wrong(
              expression.at(),
              "'" + written(expression) + "' is a list",
              "write {{#each}}, {{join_array ...}} or {{toml_encode ...}}");
      case Json.Struct _ ->
          throw text.wrong(
              expression.at(),
              "'" + written(expression) + "' is a table",
              "write {{#each}}, {{join_map ...}} or {{toml_encode ...}}");
    };
  }

  private void block(Node.Block block, Scope scope) {
    Expression.Call call = block.call();
    if (!BLOCKS.contains(call.helper())) {
      boolean holds = call(call, scope).map(Values::isTrue).orElse(false);
      render(holds ? block.body() : block.otherwise(), scope);
      return;
    }
    Optional<Json> value = value(call.arguments().getFirst(), scope);
    boolean isTrue = value.map(Values::isTrue).orElse(false);
    switch (call.helper()) {
      case "if" -> render(isTrue ? block.body() : block.otherwise(), scope);
      case "unless" -> render(isTrue ? block.otherwise() : block.body(), scope);
      case "if_not_null" -> render(Values.isThere(value) ? block.body() : block.otherwise(), scope);
      case "with" -> with(block, isTrue ? value : Optional.empty(), scope);
      case "each" -> each(block, value, scope);
      default -> throw new IllegalStateException("no block " + call.helper());
    }
  }

  private void with(Node.Block block, Optional<Json> value, Scope scope) {
    if (value.isEmpty()) {
      render(block.otherwise(), scope);
      return;
    }
    Map<String, Json> names = new HashMap<>();
    if (!block.names().isEmpty()) {
      names.put(block.names().getFirst(), value.get());
    }
    render(block.body(), new Scope(value.get(), names, Map.of(), Optional.of(scope)));
  }

  private void each(Node.Block block, Optional<Json> value, Scope scope) {
    List<Json> keys = new ArrayList<>();
    List<Json> values = new ArrayList<>();
    switch (value.orElse(new Json.Null())) {
      case Json.Array(List<Json> elements) -> {
        for (int i = 0; i < elements.size(); i++) {
          keys.add(Json.of(i));
        }
        values.addAll(elements);
      }
      case Json.Struct(Map<String, Json> members) -> {
        members.keySet().forEach(key -> keys.add(Json.of(key)));
        values.addAll(members.values());
      }
      case Json.Null() -> {}
      case Json.Text _, Json.Numeral _, Json.Bool _ ->
          throw text.wrong(
              block.call().at(), "{{#each}} of what is no list and no table", "write {{#if}}");
    }
    for (int i = 0; i < values.size(); i++) {
      Map<String, Json> data = new HashMap<>();
      data.put("index", Json.of(i));
      data.put("key", keys.get(i));
      data.put("first", Json.of(i == 0));
      data.put("last", Json.of(i == values.size() - 1));
      Map<String, Json> names = new HashMap<>();
      if (!block.names().isEmpty()) {
        names.put(block.names().getFirst(), values.get(i));
      }
      if (block.names().size() > 1) {
        names.put(block.names().get(1), keys.get(i));
      }
      render(block.body(), new Scope(values.get(i), names, data, Optional.of(scope)));
    }
    if (values.isEmpty()) {
      render(block.otherwise(), scope);
    }
  }

  private Optional<Json> value(Expression expression, Scope scope) {
    return switch (expression) {
      case Expression.Literal(_, Json value) -> Optional.of(value);
      case Expression.Call call -> call(call, scope);
      case Expression.Data(_, String name, List<String> segments) ->
          Values.member(data(name, scope), segments);
      case Expression.Path path -> path(path, scope);
    };
  }

  private Optional<Json> call(Expression.Call call, Scope scope) {
    List<Optional<Json>> arguments = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      arguments.add(value(argument, scope));
    }
    try {
      return Helpers.named(call.helper()).orElseThrow().call(new Arguments(arguments));
    } catch (HelperException e) {
      Expression at = e.argument() < 0 ? call : call.arguments().get(e.argument());
      throw text.wrong(at.at(), "'" + call.helper() + "': " + e.found(), e.instead());
    }
  }

  private Optional<Json> data(String name, Scope scope) {
    if (name.equals("root")) {
      return Optional.of(root);
    }
    for (Optional<Scope> at = Optional.of(scope); at.isPresent(); at = at.get().outer()) {
      Json value = at.get().data().get(name);
      if (value != null) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  private Optional<Json> path(Expression.Path path, Scope scope) {
    Scope at = scope;
    for (int i = 0; i < path.up(); i++) {
      at =
          at.outer()
              .orElseThrow(
                  () -> text.wrong(path.at(), "'../' leaves the template", "leave it out"));
    }
    if (path.up() == 0 && !path.segments().isEmpty()) {
      Optional<Json> named = named(path.segments().getFirst(), scope);
      if (named.isPresent()) {
        return Values.member(named, path.segments().subList(1, path.segments().size()));
      }
    }
    return Values.member(Optional.of(at.self()), path.segments());
  }

  private static Optional<Json> named(String name, Scope scope) {
    for (Optional<Scope> at = Optional.of(scope); at.isPresent(); at = at.get().outer()) {
      Json value = at.get().names().get(name);
      if (value != null) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  private static String written(Expression expression) {
    return switch (expression) {
      case Expression.Literal(_, _) -> "a literal";
      case Expression.Path path -> path.written();
      case Expression.Data data -> "@" + data.name();
      case Expression.Call call -> call.helper();
    };
  }
}
