package dev.carafe.cli.node;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `carafe node jfr`.
@Command(
    name = "jfr",
    description = {
      "Records the node's agent with the JDK's flight recorder, and gets the recording.",
      "Every JDK's jfr reads it, and JDK Mission Control. The agent's environment is in it."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  carafe node jfr --seconds 60 -o agent.jfr", "  jfr view hot-methods agent.jfr"})
final class JfrCommand extends FileCall {
  @Option(names = "--seconds", paramLabel = "N", description = "How long, up to 300 (default: 30).")
  int seconds = 30;

  @Override
  void run(NodeClient node) {
    String path = "/v1/agent/recording?seconds=" + seconds;
    save(
        node,
        new Wanted("recording the agent", path, "application/octet-stream"),
        "carafe-agent-TIME.jfr");
  }
}
