package dev.carafe.node.api;

import dev.carafe.node.http.RefusedRequest;
import dev.carafe.node.http.Request;
import dev.carafe.node.http.Response;
import dev.carafe.node.http.Status;
import dev.carafe.node.identity.Caller;
import dev.carafe.node.settings.Commit;
import dev.carafe.node.settings.NodeSettings;
import dev.carafe.node.settings.Trial;
import dev.carafe.settings.Key;
import dev.carafe.settings.generation.Transactions;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonSyntaxException;
import dev.carafe.settings.model.SettingsTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Settings and transactions, as Bottlerocket's clients ask for them.
///
/// Source: [Bottlerocket's
/// API](https://github.com/bottlerocket-os/bottlerocket-core-kit/blob/develop/sources/api/openapi.yaml).
final class SettingsEndpoints {
  private static final int MOST_VALUES = 20_000;

  private final NodeSettings settings;
  private final Reconfiguration reconfiguration;
  private final Trial trial;

  SettingsEndpoints(NodeSettings settings, Reconfiguration reconfiguration, Trial trial) {
    this.settings = settings;
    this.reconfiguration = reconfiguration;
    this.trial = trial;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/settings", this::settings),
        new Route("PATCH", "/settings", this::patch),
        new Route("PATCH", "/settings/keypair", this::patchPairs),
        Route.get("/tx", this::pending),
        new Route("DELETE", "/tx", this::drop),
        Route.get("/tx/list", (_, _) -> Response.json(texts(settings.transactions()))),
        Route.post("/tx/commit", this::commit),
        Route.post("/tx/apply", this::apply),
        Route.post("/tx/commit_and_apply", this::commitAndApply));
  }

  private Response settings(Request request, Caller caller) {
    SettingsTree visible = Access.visible(caller, settings.effective(), settings.schema());
    Optional<String> keys = request.query("keys");
    if (keys.isPresent()) {
      return Response.json(visible.only(keys(keys.get())).json());
    }
    Optional<String> prefix = request.query("prefix");
    if (prefix.isPresent()) {
      return Response.json(visible.withPrefix(demandText("prefix", prefix.get())).json());
    }
    return Response.json(visible.json());
  }

  private Response patch(Request request, Caller caller) {
    Json.Struct patch = struct(request);
    Access.demandMayChange(caller, SettingsTree.of(patch).leaves().keySet());
    settings.stage(transaction(request), patch, "request");
    return Response.empty(Status.NO_CONTENT);
  }

  private Response patchPairs(Request request, Caller caller) {
    Map<String, String> pairs = KeyPairPayload.read(struct(request));
    Access.demandMayChange(caller, pairs.keySet().stream().map(Key::parse).toList());
    settings.stagePairs(transaction(request), pairs, "request");
    return Response.empty(Status.NO_CONTENT);
  }

  private Response pending(Request request, Caller caller) {
    SettingsTree waiting = settings.pending(transaction(request)).set();
    return Response.json(Access.visible(caller, waiting, settings.schema()).json());
  }

  private Response drop(Request request, Caller caller) {
    List<String> keys = new ArrayList<>();
    settings
        .drop(transaction(request))
        .set()
        .leaves()
        .keySet()
        .forEach(key -> keys.add(key.toString()));
    return Response.json(texts(keys));
  }

  private Response commit(Request request, Caller caller) {
    return Response.json(texts(committed(request, caller).keys()));
  }

  private Response apply(Request request, Caller caller) {
    reconfiguration.apply(
        request.query("keys").map(text -> settings.services(keys(text))).orElseGet(this::all));
    return Response.empty(Status.NO_CONTENT);
  }

  private List<String> all() {
    return List.copyOf(settings.schema().services().keySet());
  }

  private Response commitAndApply(Request request, Caller caller) {
    Commit commit = committed(request, caller);
    reconfiguration.apply(settings.services(commit.changedKeys()));
    return Response.json(texts(commit.keys()));
  }

  private Commit committed(Request request, Caller caller) {
    String transaction = transaction(request);
    Commit commit =
        trial
            .whileNone(() -> settings.commit(transaction, caller.name()))
            .orElseThrow(() ->
                new RefusedRequest(
                    Status.UNPROCESSABLE_CONTENT,
                    "there is nothing to commit in transaction '" + transaction + "'"));
    reconfiguration.committed(commit, caller.name());
    return commit;
  }

  static Json texts(List<String> texts) {
    return Json.of(texts.stream().map(Json::of).toList());
  }

  static String transaction(Request request) {
    return request.query("tx").orElse(Transactions.DEFAULT);
  }

  /// Keys with commas between them; a comma in a quoted segment is part of it.
  static List<Key> keys(String text) {
    List<Key> keys = new ArrayList<>();
    int start = 0;
    boolean quoted = false;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || (text.charAt(i) == ',' && !quoted)) {
        keys.add(Key.parse(text.substring(start, i)));
        start = i + 1;
      } else if (text.charAt(i) == '"') {
        quoted = !quoted;
      }
    }
    return keys;
  }

  /// The keys that a request has to name.
  static List<Key> demandKeys(Request request) {
    return keys(
        request
            .query("keys")
            .orElseThrow(() ->
                new RefusedRequest(
                    Status.BAD_REQUEST,
                    "the parameter 'keys' is missing; write ?keys=settings.motd")));
  }

  static String demandText(String name, String value) {
    if (value.isEmpty()) {
      throw new RefusedRequest(Status.BAD_REQUEST, "the parameter '" + name + "' is empty");
    }
    return value;
  }

  static Json.Struct struct(Request request) {
    try {
      if (JsonReader.read(request.bodyText(), MOST_VALUES) instanceof Json.Struct struct) {
        return struct;
      }
    } catch (JsonSyntaxException e) {
      throw new RefusedRequest(Status.BAD_REQUEST, "the body is no JSON: " + e.getMessage());
    }
    throw new RefusedRequest(Status.BAD_REQUEST, "the body is no JSON object; write {...}");
  }
}
