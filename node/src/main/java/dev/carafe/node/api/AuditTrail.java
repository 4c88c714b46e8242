package dev.carafe.node.api;

import dev.carafe.node.audit.AuditLog;
import dev.carafe.node.host.Journal;
import dev.carafe.node.http.Request;
import dev.carafe.node.http.Status;
import dev.carafe.node.identity.Caller;
import dev.carafe.trust.audit.Act;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// Writes every act into the log. An act that cannot be written down has been done all the same:
/// the journal says so.
public final class AuditTrail implements Witness {
  private final AuditLog log;
  private final Journal journal;
  private final Consumer<Act> recorder;

  /// @param recorder told of each act too
  public AuditTrail(AuditLog log, Journal journal, Consumer<Act> recorder) {
    this.log = log;
    this.journal = journal;
    this.recorder = recorder;
  }

  @Override
  public void saw(Caller caller, Request request, Status status) {
    record(caller, request.method(), request.path() + shown(request), status, Optional.empty());
  }

  /// Notes that a caller begins to run a program in a container. Its arguments may be secrets.
  void executes(Caller caller, String target, String program) {
    record(caller, "exec", target, Status.SWITCHING_PROTOCOLS, Optional.of(program));
  }

  /// Notes that a caller is connected with a port of a pod.
  void forwards(Caller caller, String pod, int port) {
    String number = Integer.toString(port);
    record(caller, "port-forward", pod, Status.SWITCHING_PROTOCOLS, Optional.of(number));
  }

  private void record(
      Caller caller, String action, String target, Status status, Optional<String> detail) {
    Act act =
        new Act(
            caller.name(),
            caller.role().name().toLowerCase(Locale.ROOT),
            caller.address(),
            action,
            target,
            status.code(),
            detail);
    recorder.accept(act);
    try {
      log.record(act);
    } catch (UncheckedIOException e) {
      journal.warning("could not write the audit log: " + e.getMessage() + ": " + act);
    }
  }

  /// The parameters that say to what it was done; none of them has a secret. One that came twice is
  /// shown twice: no request is too odd to be noted.
  private static String shown(Request request) {
    StringBuilder shown = new StringBuilder();
    for (String name : new String[] {"tx", "keys", "generation", "seconds"}) {
      for (String value : request.query().parameters().getOrDefault(name, List.of())) {
        shown.append(shown.isEmpty() ? '?' : '&').append(name).append('=').append(value);
      }
    }
    return shown.toString();
  }
}
