package dev.carafe.cli.node;

/// How a node is reached, and as whom. As text it is what messages call the node.
sealed interface Access permits Context, LocalSocket {}
