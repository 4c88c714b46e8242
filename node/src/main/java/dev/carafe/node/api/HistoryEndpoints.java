package dev.carafe.node.api;

import dev.carafe.node.configuration.Preview;
import dev.carafe.node.http.RefusedRequest;
import dev.carafe.node.http.Request;
import dev.carafe.node.http.Response;
import dev.carafe.node.http.Status;
import dev.carafe.node.identity.Caller;
import dev.carafe.node.settings.Commit;
import dev.carafe.node.settings.NodeSettings;
import dev.carafe.node.settings.Trial;
import dev.carafe.settings.Key;
import dev.carafe.settings.document.Candidate;
import dev.carafe.settings.document.Completion;
import dev.carafe.settings.generation.Generation;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.Change;
import dev.carafe.settings.model.SettingsTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What Bottlerocket's API has no words for: to delete, to look before and back, to try.
final class HistoryEndpoints {
  private static final Duration USUAL_TRIAL = Duration.ofMinutes(2);
  private static final long LONGEST_TRIAL_SECONDS = 24 * 3600;

  private final NodeSettings settings;
  private final Reconfiguration reconfiguration;
  private final Trial trial;

  HistoryEndpoints(NodeSettings settings, Reconfiguration reconfiguration, Trial trial) {
    this.settings = settings;
    this.reconfiguration = reconfiguration;
    this.trial = trial;
  }

  List<Route> routes() {
    return List.of(
        new Route("DELETE", "/v1/settings", this::delete),
        Route.get("/v1/settings/diff", this::diff),
        Route.get("/v1/settings/dry-run", this::dryRun),
        Route.get("/v1/settings/completion", this::completion),
        Route.get("/v1/settings/generations", this::generations),
        Route.get("/v1/settings/generations/*", this::generation),
        Route.post("/v1/settings/rollback", this::rollback),
        Route.get("/v1/settings/try", (_, _) -> Response.json(trialDocument())),
        Route.post("/v1/settings/try", this::tryOut),
        Route.post("/v1/settings/confirm", this::confirm));
  }

  private Response delete(Request request, Caller caller) {
    List<Key> parsed = SettingsEndpoints.demandKeys(request);
    Access.demandMayChange(caller, parsed);
    String transaction = SettingsEndpoints.transaction(request);
    settings.stageDeletions(transaction, parsed, "request");
    return Response.empty(Status.NO_CONTENT);
  }

  /// What waits in a transaction, against what holds, defaults included.
  private Response diff(Request request, Caller caller) {
    return Response.json(changes(pendingChanges(request), caller));
  }

  private List<Change> pendingChanges(Request request) {
    SettingsTree live = settings.store().live().settings();
    SettingsTree after = settings.pending(SettingsEndpoints.transaction(request)).applyTo(live);
    return settings.effective(live).changesTo(settings.effective(after));
  }

  private Response dryRun(Request request, Caller caller) {
    SettingsTree live = settings.store().live().settings();
    SettingsTree after =
        settings.effective(settings.pending(SettingsEndpoints.transaction(request)).applyTo(live));
    List<Change> changes = pendingChanges(request);
    List<String> services = settings.services(changes.stream().map(Change::key).toList());
    boolean secrets = Access.sees(caller, changes, settings.schema());
    Preview preview = reconfiguration.preview(after, services);
    return Response.json(
        Json.object()
            .with("changes", changes(changes, caller))
            .with("services", SettingsEndpoints.texts(services))
            .with(
                "files",
                Json.of(preview.files().stream().map(file -> file(file, secrets)).toList()))
            .with(
                "restart-commands",
                SettingsEndpoints.texts(
                    preview.commands().stream().map(words -> String.join(" ", words)).toList()))
            .with(
                "problems",
                SettingsEndpoints.texts(preview.problems().stream().map(Object::toString).toList()))
            .build());
  }

  private static Json file(Preview.FileChange file, boolean shown) {
    Json.Builder object = Json.object().with("path", file.path());
    if (shown) {
      object.with("before", file.before()).with("after", file.after());
    }
    return object.build();
  }

  private Json changes(List<Change> changes, Caller caller) {
    List<Json> documents = new ArrayList<>();
    for (Change change : changes) {
      Json.Builder object = Json.object().with("key", change.key().toString());
      if (Access.sees(caller, change.key(), settings.schema())) {
        change.before().ifPresent(value -> object.with("before", value));
        change.after().ifPresent(value -> object.with("after", value));
      }
      documents.add(object.build());
    }
    return Json.of(documents);
  }

  /// How a key, or behind `=` its value, may go on.
  private Response completion(Request request, Caller caller) {
    String typed = request.query("typed").orElse("");
    int equals = typed.indexOf('=');
    if (equals > 0) {
      Key key = Key.parse(typed.substring(0, equals));
      return Response.json(SettingsEndpoints.texts(Completion.values(settings.schema(), key)));
    }
    List<Candidate> candidates =
        Completion.keys(settings.schema(), settings.store().live().settings(), typed);
    return Response.json(
        SettingsEndpoints.texts(candidates.stream().map(Candidate::text).toList()));
  }

  private Response generations(Request request, Caller caller) {
    List<Json> documents = new ArrayList<>();
    settings.store().history().forEach(generation -> documents.add(about(generation).build()));
    return Response.json(Json.of(documents));
  }

  private Response generation(Request request, Caller caller) {
    Generation generation = demandGeneration(Route.last(request.path()));
    SettingsTree visible = Access.visible(caller, generation.settings(), settings.schema());
    return Response.json(about(generation).with("settings", visible.json()).build());
  }

  private static Json.Builder about(Generation generation) {
    return Json.object()
        .with("number", generation.number())
        .with("time", generation.time().toString())
        .with("author", generation.author())
        .with("note", generation.note());
  }

  private Response rollback(Request request, Caller caller) {
    Generation target = demandGeneration(request.query("generation").orElse(""));
    List<Change> ahead = settings.store().live().settings().changesTo(target.settings());
    Access.demandMayChange(caller, ahead.stream().map(Change::key).toList());
    Commit commit = trial.endBy(() -> settings.rollback(target.number(), caller.name()));
    take(commit, caller);
    return Response.json(SettingsEndpoints.texts(commit.keys()));
  }

  /// Commits and applies a transaction, and takes it back unless it is confirmed in time.
  private Response tryOut(Request request, Caller caller) {
    Duration patience = request.query("seconds").map(HistoryEndpoints::seconds).orElse(USUAL_TRIAL);
    String transaction = SettingsEndpoints.transaction(request);
    Commit commit =
        trial
            .begin(
                () -> settings.store().live().number(),
                patience,
                () -> changing(transaction, caller))
            .orElseThrow(() ->
                new RefusedRequest(
                    Status.UNPROCESSABLE_CONTENT,
                    "there is nothing to try in transaction '" + transaction + "'"));
    take(commit, caller);
    return Response.json(trialDocument());
  }

  /// What changes nothing is not committed: it would be gone, though it was refused.
  private Optional<Commit> changing(String transaction, Caller caller) {
    return settings.diff(transaction).isEmpty()
        ? Optional.empty()
        : settings.commit(transaction, caller.name());
  }

  private Response confirm(Request request, Caller caller) {
    if (trial.current().isEmpty()) {
      throw new RefusedRequest(Status.CONFLICT, "no change is on trial");
    }
    trial.end();
    return Response.empty(Status.NO_CONTENT);
  }

  private Json.Struct trialDocument() {
    Json.Builder object = Json.object();
    trial
        .current()
        .ifPresent(running ->
            object
                .with("reverts_to", running.generation())
                .with("seconds_left", running.left().toSeconds()));
    return object.build();
  }

  private void take(Commit commit, Caller caller) {
    reconfiguration.committed(commit, caller.name());
    reconfiguration.apply(settings.services(commit.changedKeys()));
  }

  private Generation demandGeneration(String number) {
    try {
      return settings
          .store()
          .generation(Long.parseLong(number))
          .orElseThrow(
              () -> new RefusedRequest(Status.NOT_FOUND, "there is no generation " + number));
    } catch (NumberFormatException _) {
      throw new RefusedRequest(
          Status.BAD_REQUEST, "'" + number + "' is no generation's number; write one like 7");
    }
  }

  private static Duration seconds(String text) {
    try {
      long seconds = Long.parseLong(text);
      if (seconds >= 1 && seconds <= LONGEST_TRIAL_SECONDS) {
        return Duration.ofSeconds(seconds);
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw new RefusedRequest(
        Status.BAD_REQUEST,
        "'" + text + "' is no time for a trial; write seconds from 1 to " + LONGEST_TRIAL_SECONDS);
  }
}
