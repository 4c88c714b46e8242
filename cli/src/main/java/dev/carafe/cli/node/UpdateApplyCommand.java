package dev.carafe.cli.node;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `carafe node update apply`.
@Command(
    name = "apply",
    description = "Puts the chosen update onto the node's disk, for the next boot.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe node update check && carafe node update apply",
      "  carafe node update apply --check --reboot"
    })
final class UpdateApplyCommand extends NodeCall {
  @Option(
      names = {"-c", "--check"},
      description = "Let the node look first what is offered, and take what it chooses.")
  boolean check;

  @Option(
      names = {"-r", "--reboot"},
      description = "Reboot into it.")
  boolean reboot;

  @Override
  void run(NodeClient node) {
    UpdateWork work = new UpdateWork(node);
    if (check) {
      UpdateStatus found = work.refresh();
      if (found.isDone()) {
        found.write(UpdatePlan.of(node), out());
        return;
      }
    }
    if (!work.status().filter(UpdateStatus::isPrepared).isPresent()) {
      out().println("The node downloads the update and puts it onto its disk.");
      out().flush();
      work.prepare();
    }
    UpdateStatus applied = work.activate();
    UpdateRollbackCommand.end(node, applied, reboot, out());
  }
}
