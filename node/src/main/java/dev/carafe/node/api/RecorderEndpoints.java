package dev.carafe.node.api;

import dev.carafe.node.http.LineStream;
import dev.carafe.node.http.RefusedRequest;
import dev.carafe.node.http.Request;
import dev.carafe.node.http.Response;
import dev.carafe.node.http.Status;
import dev.carafe.node.recorder.EntryKind;
import dev.carafe.node.recorder.EntryQuery;
import dev.carafe.node.recorder.RecordedEntries;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// What the flight recorder holds.
final class RecorderEndpoints {
  private static final int MOST_LINES = 100_000;
  private static final int MOST_BOOTS = 1000;

  private final RecordedEntries entries;
  private final InstantSource clock;

  RecorderEndpoints(RecordedEntries entries, InstantSource clock) {
    this.entries = entries;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(Route.get("/v1/recorder", (request, _) -> read(request)));
  }

  private Response read(Request request) {
    EntryQuery query = query(request);
    if (!entries.hasBoot(query.boot())) {
      return Response.text(Status.NOT_FOUND, "the flight recorder has no boot " + query.boot());
    }
    Optional<LineStream.Source> lines = entries.lines(query);
    return lines.isPresent()
        ? Response.lines("application/x-ndjson", lines.get())
        : Response.text(
            Status.UNAVAILABLE, "others read the flight recorder; try again in a minute");
  }

  private EntryQuery query(Request request) {
    Optional<String> lines = request.query("lines");
    return new EntryQuery(
        Parameters.number("boot", request.query("boot").orElse("0"), -MOST_BOOTS, 0),
        request.query("since").map(text -> Parameters.time("since", text, clock.instant())),
        request.query("last").map(text -> Parameters.duration("last", text)),
        request.query("kind").map(RecorderEndpoints::kind),
        lines.isPresent()
            ? OptionalInt.of(Parameters.number("lines", lines.get(), 0, MOST_LINES))
            : OptionalInt.empty());
  }

  private static EntryKind kind(String word) {
    return EntryKind.of(word)
        .orElseThrow(() ->
            new RefusedRequest(
                Status.BAD_REQUEST,
                "kind must be one of "
                    + Arrays.stream(EntryKind.values())
                        .map(EntryKind::word)
                        .collect(Collectors.joining(", "))));
  }
}
