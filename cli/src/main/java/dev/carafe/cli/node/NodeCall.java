package dev.carafe.cli.node;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A command that speaks to a node.
abstract class NodeCall implements Callable<Integer> {
  @Mixin NodeOptions nodes = new NodeOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public final Integer call() {
    try (NodeClient node = nodes.open()) {
      run(node);
      out().flush();
      return 0;
    }
  }

  abstract void run(NodeClient node);

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  ParameterException wrongUsage(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
