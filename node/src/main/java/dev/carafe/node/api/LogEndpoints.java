package dev.carafe.node.api;

import dev.carafe.node.http.LineStream;
import dev.carafe.node.http.RefusedRequest;
import dev.carafe.node.http.Request;
import dev.carafe.node.http.Response;
import dev.carafe.node.http.Status;
import dev.carafe.node.log.LogQuery;
import dev.carafe.node.log.LogQuery.ContainerName;
import dev.carafe.node.log.NodeLogs;
import dev.carafe.node.log.SoughtText;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What was said on the node.
final class LogEndpoints {
  private static final String JSON_LINES = "application/x-ndjson";
  private static final int MOST_LINES = 10_000;
  private static final int MOST_BOOTS = 1000;
  private static final int LONGEST_NAME = 255;

  /// Of a log that is followed, where nobody says more: what `tail -f` shows.
  private static final int LINES_BEFORE = 10;

  private final NodeLogs logs;
  private final InstantSource clock;

  LogEndpoints(NodeLogs logs, InstantSource clock) {
    this.logs = logs;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(Route.get("/v1/logs", (request, _) -> read(request)));
  }

  private Response read(Request request) {
    LogQuery query = query(request);
    if (query.boot() != 0 && !logs.hasBoot(query.boot())) {
      return Response.text(Status.NOT_FOUND, "the journal has no boot " + query.boot());
    }
    boolean json = request.header("accept").orElse("").contains(JSON_LINES);
    Optional<LineStream.Source> lines = logs.read(query, json);
    return lines.isPresent()
        ? Response.lines(json ? JSON_LINES : "text/plain; charset=utf-8", lines.get())
        : Response.text(Status.UNAVAILABLE, "too many read logs at once; try again in a minute");
  }

  private LogQuery query(Request request) {
    Optional<String> unit = request.query("unit").map(text -> name("unit", text, ":@\\"));
    Optional<ContainerName> container = container(request);
    if (unit.isPresent() && container.isPresent()) {
      throw refused("unit and pod exclude each other: units are in the journal, pods have logs");
    }
    boolean follow = flag("follow", request.query("follow").orElse("false"));
    int boot = Parameters.number("boot", request.query("boot").orElse("0"), -MOST_BOOTS, 0);
    if (boot != 0 && (follow || container.isPresent())) {
      throw refused("boot is for the journal, and an earlier one has an end");
    }
    Optional<Instant> since =
        request.query("since").map(text -> Parameters.time("since", text, clock.instant()));
    Optional<String> lines = request.query("lines");
    OptionalInt last =
        lines.isPresent()
            ? OptionalInt.of(Parameters.number("lines", lines.get(), 0, MOST_LINES))
            : follow && since.isEmpty() ? OptionalInt.of(LINES_BEFORE) : OptionalInt.empty();
    return new LogQuery(
        unit, container, since, last, request.query("grep").map(LogEndpoints::text), follow, boot);
  }

  private Optional<ContainerName> container(Request request) {
    Optional<String> pod = request.query("pod").map(text -> name("pod", text, ""));
    Optional<String> container =
        request.query("container").map(text -> name("container", text, ""));
    if (pod.isEmpty()) {
      if (container.isPresent()) {
        throw refused("a container needs its pod");
      }
      return Optional.empty();
    }
    List<String> there = logs.containers(pod.get());
    if (there.isEmpty()) {
      throw new RefusedRequest(Status.NOT_FOUND, "there are no logs of a pod " + pod.get());
    }
    if (container.isEmpty() && there.size() > 1) {
      throw refused("the pod has several containers; say which: " + String.join(", ", there));
    }
    String chosen = container.orElse(there.getFirst());
    if (!there.contains(chosen)) {
      throw new RefusedRequest(
          Status.NOT_FOUND,
          "the pod has no container %s with a log, but %s"
              .formatted(chosen, String.join(", ", there)));
    }
    return Optional.of(new ContainerName(pod.get(), chosen));
  }

  /// A name that is one segment of a path and one word of a command.
  private static String name(String parameter, String text, String more) {
    boolean good = !text.isEmpty() && text.length() <= LONGEST_NAME && text.charAt(0) != '.';
    for (int i = 0; good && i < text.length(); i++) {
      char c = text.charAt(i);
      good =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "._-".indexOf(c) >= 0
              || more.indexOf(c) >= 0;
    }
    if (!good) {
      throw refused("the parameter '" + parameter + "' is no name of a " + parameter);
    }
    return text;
  }

  private static boolean flag(String parameter, String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refused(parameter + " must be true or false");
    };
  }

  private static SoughtText text(String expression) {
    try {
      return SoughtText.of(expression);
    } catch (IllegalArgumentException e) {
      throw refused("grep is no regular expression: " + e.getMessage());
    }
  }

  private static RefusedRequest refused(String why) {
    return new RefusedRequest(Status.BAD_REQUEST, why);
  }
}
