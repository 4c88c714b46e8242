package dev.carafe.cli.node;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `carafe node update rollback`.
@Command(
    name = "rollback",
    description =
        "Lets the node start next the system that it ran before. The one that is left so is not"
            + " taken again, unless settings.updates.version-lock names it.",
    footerHeading = "%nExamples:%n",
    footer = {"  carafe node update rollback --reboot"})
final class UpdateRollbackCommand extends NodeCall {
  @Option(
      names = {"-r", "--reboot"},
      description = "Reboot into it.")
  boolean reboot;

  @Override
  void run(NodeClient node) {
    end(node, new UpdateWork(node).rollback(), reboot, out());
  }

  /// The last step to the system that is started next.
  static void end(NodeClient node, UpdateStatus status, boolean reboot, PrintWriter out) {
    if (reboot) {
      node.send("POST", "/actions/reboot", "");
      out.println("The node restarts with " + status.other() + ".");
    } else {
      out.println("The node starts next with " + status.other() + ": carafe node reboot");
    }
  }
}
