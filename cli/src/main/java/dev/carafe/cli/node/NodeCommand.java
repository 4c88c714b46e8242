package dev.carafe.cli.node;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `carafe node`.
@Command(
    name = "node",
    subcommands = {
      GetCommand.class,
      SetCommand.class,
      DeleteCommand.class,
      ApplyCommand.class,
      DryRunCommand.class,
      HistoryCommand.class,
      RollbackCommand.class,
      TryCommand.class,
      ConfirmCommand.class,
      WatchCommand.class,
      ExecCommand.class,
      CpCommand.class,
      PortForwardCommand.class,
      AuditCommand.class,
      HealthCommand.class,
      BootCommand.class,
      AttestCommand.class,
      ProblemsCommand.class,
      RecorderCommand.class,
      SupportCommand.class,
      JfrCommand.class,
      MetricsCommand.class,
      ProcessesCommand.class,
      DisksCommand.class,
      ServicesCommand.class,
      ReportCommand.class,
      LogsCommand.class,
      RebootCommand.class,
      UpdateCommand.class,
      ContextsCommand.class,
      UseCommand.class,
      AddCommand.class,
      ForgetCommand.class,
      AuthorityCommand.class,
      CertifyCommand.class,
      RevokeCommand.class
    },
    description =
        "Works with a node, from afar or on it: settings, updates, problems, certificates.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe node get os",
      "  carafe node set motd=hello",
      "  carafe node diff my.toml && carafe node apply my.toml",
      "  carafe node try --seconds 30 network.hostname=web-1 && carafe node confirm",
      "  carafe node problems && carafe node recorder --boot -1 --last 1m",
      "  carafe node update apply --check --reboot",
      "  carafe node --help"
    })
public final class NodeCommand implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  /// Made by the command line.
  public NodeCommand() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
