package dev.carafe.settings.template;

import dev.carafe.settings.Suggestion;
import java.util.List;

/// Finds helpers that there are not before a template is rendered on a node.
final class HelperCheck {
  private final TemplateText text;

  HelperCheck(TemplateText text) {
    this.text = text;
  }

  void check(List<Node> nodes) {
    for (Node node : nodes) {
      switch (node) {
        case Node.Verbatim _ -> {}
        case Node.Output output -> check(output.value());
        case Node.Block block -> {
          Expression.Call call = block.call();
          if (!Rendering.BLOCKS.contains(call.helper())) {
            checkName(call);
          }
          if (Rendering.BLOCKS.contains(call.helper()) && call.arguments().size() != 1) {
            throw text.wrong(
                call.at(),
                "'" + call.helper() + "' has " + call.arguments().size() + " arguments",
                "write one");
          }
          call.arguments().forEach(this::check);
          check(block.body());
          check(block.otherwise());
        }
      }
    }
  }

  private void check(Expression expression) {
    if (expression instanceof Expression.Call call) {
      checkName(call);
      call.arguments().forEach(this::check);
    }
  }

  private void checkName(Expression.Call call) {
    if (Helpers.named(call.helper()).isEmpty()) {
      throw text.wrong(
          call.at(),
          "no helper '" + call.helper() + "'",
          Suggestion.instead(call.helper(), Helpers.names()));
    }
  }
}
