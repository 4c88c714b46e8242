package dev.carafe.node.bootstrap;

import dev.carafe.settings.Problem;
import dev.carafe.settings.TomlDocument;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonSyntaxException;
import dev.carafe.settings.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A command of Bottlerocket's `apiclient` as the requests that it makes. The program itself is not
/// on the node.
///
/// Source: [apiclient](
/// https://github.com/bottlerocket-os/bottlerocket-core-kit/blob/develop/sources/api/apiclient).
final class ApiclientCommand {
  private static final String PROGRAM = "apiclient";
  private static final String DATA = "base64:";
  private static final String TRANSACTION = "?tx=bootstrap-commands";

  private final Deque<String> words;

  private ApiclientCommand(List<String> words) {
    this.words = new ArrayDeque<>(words);
  }

  /// The requests, in their order: what fails keeps the next from being made.
  ///
  /// @throws BadCommandException where there is no such command, or not at the boot
  static List<ApiCall> calls(List<String> command) {
    if (command.isEmpty() || !command.getFirst().equals(PROGRAM)) {
      throw new BadCommandException("a command begins with '" + PROGRAM + "'", "write it first");
    }
    return new ApiclientCommand(command.subList(1, command.size())).calls();
  }

  private List<ApiCall> calls() {
    String subcommand = next("a command");
    return switch (subcommand) {
      case "set" -> set();
      case "apply" -> apply();
      case "raw" -> raw();
      case "reboot" -> alone("POST", "/actions/reboot");
      case "get" -> get();
      case "ephemeral-storage" -> storage();
      case "update" -> update();
      case "report" -> report();
      case "exec" ->
          throw new BadCommandException(
              "'exec' cannot be run: no container runs yet", "use a bootstrap container");
      default ->
          throw new BadCommandException(
              "apiclient has no command '" + subcommand + "'",
              "write set, apply, raw, reboot, ephemeral-storage, update, get or report");
    };
  }

  private List<ApiCall> set() {
    List<Json> pairs = new ArrayList<>();
    List<String> patches = new ArrayList<>();
    while (!words.isEmpty()) {
      String word = words.remove();
      if (word.equals("-j") || word.equals("--json")) {
        patches.add(settings(struct(next("JSON"))));
      } else if (word.indexOf('=') > 0 && !word.startsWith("-")) {
        pairs.add(Json.of(word));
      } else {
        throw new BadCommandException("'" + word + "' is no KEY=VALUE", "write motd=hello");
      }
    }
    if (pairs.isEmpty() == patches.isEmpty()) {
      throw new BadCommandException(
          "'set' takes KEY=VALUE, or --json JSON", "write one or the other");
    }
    return pairs.isEmpty()
        ? patching(patches)
        : committing(
            List.of(
                new ApiCall(
                    "PATCH",
                    "/settings/keypair" + TRANSACTION,
                    JsonWriter.write(
                        Json.object().with("request_payload", Json.of(pairs)).build()))));
  }

  /// Of the sources that the program knows, those that need nothing from elsewhere.
  private List<ApiCall> apply() {
    List<String> patches = new ArrayList<>();
    do {
      String source = next("a document");
      if (!source.startsWith(DATA)) {
        throw new BadCommandException(
            "'" + source + "' cannot be read at the boot", "write base64: and the document");
      }
      patches.add(settings(document(source.substring(DATA.length()))));
    } while (!words.isEmpty());
    return patching(patches);
  }

  /// A document in TOML, or in JSON.
  private static Json.Struct document(String encoded) {
    String text;
    try {
      text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw new BadCommandException("what follows 'base64:' is no base64", "write it in base64");
    }
    if (text.stripLeading().startsWith("{")) {
      return struct(text);
    }
    List<Problem> problems = new ArrayList<>();
    Json.Struct document = TomlDocument.parse("document", text, problems).value();
    if (!problems.isEmpty()) {
      throw new BadCommandException(problems.getFirst().toString(), "write TOML or JSON");
    }
    return document;
  }

  private static Json.Struct struct(String text) {
    try {
      if (JsonReader.read(text) instanceof Json.Struct struct) {
        return struct;
      }
    } catch (JsonSyntaxException e) {
      throw new BadCommandException("there is no JSON: " + e.getMessage(), "write {...}");
    }
    throw new BadCommandException("there is no JSON object", "write {...}");
  }

  /// What is below `settings`, which may be left out.
  private static String settings(Json.Struct document) {
    return JsonWriter.write(document.member("settings").orElse(document));
  }

  private static List<ApiCall> patching(List<String> patches) {
    return committing(
        patches.stream()
            .map(patch -> new ApiCall("PATCH", "/settings" + TRANSACTION, patch))
            .toList());
  }

  /// What an earlier command has staged in vain is forgotten first.
  private static List<ApiCall> committing(List<ApiCall> staging) {
    List<ApiCall> all = new ArrayList<>();
    all.add(new ApiCall("DELETE", "/tx" + TRANSACTION, ""));
    all.addAll(staging);
    all.add(new ApiCall("POST", "/tx/commit_and_apply" + TRANSACTION, ""));
    return all;
  }

  private List<ApiCall> raw() {
    Optional<String> target = Optional.empty();
    String method = "GET";
    String body = "";
    while (!words.isEmpty()) {
      String option = words.remove();
      switch (option) {
        case "-u", "--uri" -> target = Optional.of(next("a URI"));
        case "-m", "--method" -> method = next("a method").toUpperCase(Locale.ROOT);
        case "-d", "--data" -> body = next("data");
        case "-v", "--verbose" -> {}
        default -> throw unknown(option, "--uri, --method and --data");
      }
    }
    String path =
        target
            .filter(found -> found.startsWith("/"))
            .orElseThrow(
                () -> new BadCommandException("'raw' needs a path", "write --uri /settings"));
    return List.of(new ApiCall(method, path, body));
  }

  private List<ApiCall> get() {
    if (words.isEmpty()) {
      return List.of(new ApiCall("GET", "/", ""));
    }
    List<ApiCall> calls = new ArrayList<>();
    while (!words.isEmpty()) {
      calls.add(new ApiCall("GET", "/?prefix=" + words.remove(), ""));
    }
    return calls;
  }

  private List<ApiCall> storage() {
    String action = next("init, bind, list-disks or list-dirs");
    String path = "/actions/ephemeral-storage/" + action;
    return switch (action) {
      case "init" -> List.of(new ApiCall("POST", path, initialization()));
      case "bind" -> {
        Json.Builder body = Json.object();
        option("--dirs").ifPresent(dirs -> body.with("targets", dirs));
        demandEnd();
        yield List.of(new ApiCall("POST", path, JsonWriter.write(body.build())));
      }
      case "list-disks", "list-dirs" -> alone("GET", path);
      default -> throw unknown(action, "init, bind, list-disks and list-dirs");
    };
  }

  private String initialization() {
    Json filesystem = new Json.Null();
    Json disks = new Json.Null();
    while (!words.isEmpty()) {
      String option = words.peek();
      if (option.equals("-t") || option.equals("--filesystem")) {
        words.remove();
        filesystem =
            switch (next("a file system")) {
              case "xfs" -> Json.of("Xfs");
              case "ext4" -> Json.of("Ext4");
              case String other -> throw unknown(other, "xfs and ext4");
            };
      } else {
        disks = option("--disks").orElseThrow(() -> unknown(option, "--filesystem and --disks"));
      }
    }
    return JsonWriter.write(
        Json.object().with("filesystem", filesystem).with("disks", disks).build());
  }

  /// An option with as many values as follow it.
  private Optional<Json> option(String name) {
    if (!name.equals(words.peek())) {
      return Optional.empty();
    }
    words.remove();
    List<Json> values = new ArrayList<>();
    while (!words.isEmpty() && !words.peek().startsWith("-")) {
      values.add(Json.of(words.remove()));
    }
    return Optional.of(Json.of(values));
  }

  /// `apply` makes one request after the other and waits for each of them to be done, which takes
  /// longer than a boot should.
  private List<ApiCall> update() {
    String action = next("check or cancel");
    return switch (action) {
      case "check" -> alone("POST", "/actions/refresh-updates");
      case "cancel" -> alone("POST", "/actions/deactivate-update");
      default -> throw unknown(action, "check and cancel at the boot");
    };
  }

  private List<ApiCall> report() {
    return alone("GET", "/report/" + next("a report"));
  }

  private List<ApiCall> alone(String method, String path) {
    demandEnd();
    return List.of(new ApiCall(method, path, ""));
  }

  private void demandEnd() {
    if (!words.isEmpty()) {
      throw new BadCommandException("'" + words.peek() + "' is too much", "leave it out");
    }
  }

  private String next(String wanted) {
    if (words.isEmpty()) {
      throw new BadCommandException("'apiclient' lacks " + wanted, "add it");
    }
    return words.remove();
  }

  private static BadCommandException unknown(String word, String known) {
    return new BadCommandException("'" + word + "' is unknown", "there are " + known);
  }
}
