package dev.carafe.node.api;

import dev.carafe.node.http.Request;
import dev.carafe.node.http.Response;
import dev.carafe.node.identity.Caller;
import dev.carafe.node.settings.NodeSettings;
import dev.carafe.settings.Key;
import dev.carafe.settings.document.JsonSchema;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.schema.ConfigurationFile;
import dev.carafe.settings.schema.Schema;
import dev.carafe.settings.schema.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the node's settings are and what hangs on them, as Bottlerocket's clients ask for it.
final class MetadataEndpoints {
  private static final NameChoice SERVICES = new NameChoice("services");
  private static final NameChoice FILES = new NameChoice("configuration-files");

  private final NodeSettings settings;
  private final Schema schema;
  private final Json.Struct os;

  MetadataEndpoints(NodeSettings settings, Json.Struct os) {
    this.settings = settings;
    this.schema = settings.schema();
    this.os = os;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/", this::model),
        Route.get("/metadata/affected-services", this::affectedServices),
        Route.get("/metadata/setting-generators", (_, _) -> texts(schema.generators())),
        Route.get("/metadata/templates", this::templates),
        Route.get("/services", (request, _) -> Response.json(services(SERVICES.of(request)))),
        Route.get("/configuration-files", (request, _) -> Response.json(files(FILES.of(request)))),
        Route.get("/v1/settings/schema", (_, _) -> Response.json(JsonSchema.of(schema))));
  }

  /// All that there is; with a prefix, what of it begins so.
  private Response model(Request request, Caller caller) {
    SettingsTree visible = Access.visible(caller, settings.effective(), schema);
    Json.Struct model =
        Json.object()
            .with("settings", visible.json())
            .with("services", services(SERVICES.all()))
            .with("configuration-files", files(FILES.all()))
            .with("os", os)
            .build();
    Optional<String> prefix = request.query("prefix");
    return Response.json(
        prefix
            .map(text -> beginning(SettingsEndpoints.demandText("prefix", text), "", model))
            .orElse(model));
  }

  private static Json.Struct beginning(String prefix, String path, Json.Struct table) {
    Map<String, Json> members = new LinkedHashMap<>();
    for (Map.Entry<String, Json> member : table.members().entrySet()) {
      String child = path + (path.isEmpty() ? "" : ".") + Key.quoted(member.getKey());
      if (child.startsWith(prefix)) {
        members.put(member.getKey(), member.getValue());
      } else if (member.getValue() instanceof Json.Struct inner) {
        Json.Struct found = beginning(prefix, child, inner);
        if (!found.members().isEmpty()) {
          members.put(member.getKey(), found);
        }
      }
    }
    return new Json.Struct(members);
  }

  private Response affectedServices(Request request, Caller caller) {
    Json.Builder services = Json.object();
    for (Key key : SettingsEndpoints.demandKeys(request)) {
      List<String> affected = List.copyOf(schema.affectedServices(key));
      if (!affected.isEmpty()) {
        services.with(key.toString(), SettingsEndpoints.texts(affected));
      }
    }
    return Response.json(services.build());
  }

  /// Those of the keys that are asked for, or all.
  private Response templates(Request request, Caller caller) {
    Map<Key, String> all = schema.templates();
    if (request.query("keys").isEmpty()) {
      return texts(all);
    }
    Map<Key, String> chosen = new LinkedHashMap<>();
    for (Key key : SettingsEndpoints.demandKeys(request)) {
      Optional.ofNullable(all.get(key)).ifPresent(text -> chosen.put(key, text));
    }
    return texts(chosen);
  }

  private static Response texts(Map<Key, String> texts) {
    Json.Builder object = Json.object();
    texts.forEach((key, text) -> object.with(key.toString(), text));
    return Response.json(object.build());
  }

  private Json.Struct services(NameChoice.Chosen chosen) {
    return chosen.from(schema.services(), MetadataEndpoints::service);
  }

  private static Json service(Service service) {
    List<String> commands = new ArrayList<>();
    service.restartCommands().forEach(words -> commands.add(String.join(" ", words)));
    return Json.object()
        .with("configuration-files", SettingsEndpoints.texts(service.configurationFiles()))
        .with("restart-commands", SettingsEndpoints.texts(commands))
        .build();
  }

  private Json.Struct files(NameChoice.Chosen chosen) {
    return chosen.from(schema.files(), MetadataEndpoints::file);
  }

  private static Json file(ConfigurationFile file) {
    return Json.object()
        .with("path", file.path())
        .with("template-path", file.templatePath())
        .with("mode", "%04o".formatted(file.mode()))
        .build();
  }
}
