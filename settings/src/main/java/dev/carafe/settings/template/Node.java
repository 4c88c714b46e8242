package dev.carafe.settings.template;

import java.util.List;

/// A part of a template.
sealed interface Node {

  record Verbatim(String text) implements Node {}

  record Output(Expression value) implements Node {}

  /// `{{#helper arguments as |names|}} body {{else}} otherwise {{/helper}}`.
  record Block(Expression.Call call, List<String> names, List<Node> body, List<Node> otherwise)
      implements Node {}
}
