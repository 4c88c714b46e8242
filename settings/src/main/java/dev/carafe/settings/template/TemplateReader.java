package dev.carafe.settings.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a template's body into its parts.
final class TemplateReader {
  private static final int DEEPEST = 64;

  private final TemplateText text;
  private final TagReader tags;
  private int at;
  private boolean trimsNext;
  private Optional<Tag> ending = Optional.empty();

  TemplateReader(TemplateText text) {
    this.text = text;
    this.tags = new TagReader(text);
    this.at = text.begin();
  }

  List<Node> read() {
    List<Node> nodes = nodes(0);
    if (ending.isPresent()) {
      Tag tag = ending.get();
      String what = tag.kind() == Tag.Kind.ELSE ? "{{else}}" : "{{/...}}";
      throw text.wrong(tag.start(), what + " outside of a block", "open a block before it");
    }
    return nodes;
  }

  /// Parts up to the end, or to an `else` or closing tag, which is then [#ending].
  private List<Node> nodes(int depth) {
    if (depth > DEEPEST) {
      throw text.wrong(at, "more than " + DEEPEST + " blocks in each other", "nest fewer");
    }
    List<Node> nodes = new ArrayList<>();
    while (true) {
      Optional<Tag> next = tags.next(at);
      if (next.isEmpty()) {
        addText(at, text.length(), false, nodes);
        at = text.length();
        ending = Optional.empty();
        return nodes;
      }
      Tag tag = next.get();
      boolean isAlone = text.isAlone(tag);
      addText(
          at, isAlone ? Math.max(at, text.lineStart(tag)) : tag.start(), tag.trimsBefore(), nodes);
      at = isAlone ? text.lineEnd(tag) : tag.end();
      trimsNext = tag.trimsAfter();
      switch (tag.kind()) {
        case COMMENT -> {}
        case ESCAPE -> nodes.add(new Node.Verbatim("{{"));
        case VALUE -> nodes.add(new Node.Output(expression(tag).whole()));
        case OPEN -> nodes.add(block(tag, depth));
        case ELSE, CLOSE -> {
          ending = next;
          return nodes;
        }
      }
    }
  }

  private void addText(int from, int to, boolean trimsEnd, List<Node> nodes) {
    String verbatim = text.text().substring(from, Math.max(from, to));
    if (trimsNext) {
      verbatim = verbatim.stripLeading();
    }
    if (trimsEnd) {
      verbatim = verbatim.stripTrailing();
    }
    trimsNext = false;
    if (!verbatim.isEmpty()) {
      nodes.add(new Node.Verbatim(verbatim));
    }
  }

  private Node.Block block(Tag tag, int depth) {
    ExpressionReader reader = expression(tag);
    Expression.Call call = reader.call();
    List<String> names = reader.names();
    List<Node> body = nodes(depth + 1);
    List<Node> otherwise = List.of();
    Tag end = ending.orElseThrow(() -> notClosed(tag, call));
    if (end.kind() == Tag.Kind.ELSE) {
      otherwise = otherwise(end, tag, call, depth);
      end = ending.orElseThrow(() -> notClosed(tag, call));
    }
    String closed = text.text().substring(end.from(), end.to()).strip();
    if (end.kind() != Tag.Kind.CLOSE || !closed.equals(call.helper())) {
      throw text.wrong(
          end.start(),
          end.kind() == Tag.Kind.ELSE ? "a second {{else}}" : "{{/" + closed + "}} closes nothing",
          "close {{#" + call.helper() + "}} with {{/" + call.helper() + "}}");
    }
    return new Node.Block(call, names, body, otherwise);
  }

  /// What follows an `else`: parts, or with `else if`, one more block that ends with the first.
  private List<Node> otherwise(Tag tag, Tag opening, Expression.Call outer, int depth) {
    ExpressionReader reader = expression(tag);
    if (reader.isAtEnd()) {
      return nodes(depth + 1);
    }
    Expression.Call call = reader.call();
    List<String> names = reader.names();
    List<Node> body = nodes(depth + 1);
    Tag end = ending.orElseThrow(() -> notClosed(opening, outer));
    List<Node> otherwise =
        end.kind() == Tag.Kind.ELSE ? otherwise(end, opening, outer, depth + 1) : List.of();
    return List.of(new Node.Block(call, names, body, otherwise));
  }

  private ExpressionReader expression(Tag tag) {
    return new ExpressionReader(text, tag.from(), tag.to());
  }

  private TemplateException notClosed(Tag tag, Expression.Call call) {
    return text.wrong(
        tag.start(),
        "{{#" + call.helper() + "}} is not closed",
        "write {{/" + call.helper() + "}}");
  }
}
