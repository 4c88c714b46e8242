package dev.carafe.node.api;

import dev.carafe.node.http.RefusedRequest;
import dev.carafe.node.http.Request;
import dev.carafe.node.http.Status;
import dev.carafe.settings.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// Which of the model's services or configuration files a request asks for: those whose names it
/// lists, those whose names begin so, or all.
///
/// @param root the part of the model, a word that a prefix may begin with
record NameChoice(String root) {

  /// What was asked for.
  ///
  /// @param demanded names that have to be there
  record Chosen(String root, List<String> demanded, Predicate<String> filter) {

    Chosen {
      demanded = List.copyOf(demanded);
    }

    /// What is chosen of a part of the model.
    ///
    /// @throws RefusedRequest where a name is not there
    <T> Json.Struct from(Map<String, T> all, Function<T, Json> document) {
      for (String name : demanded) {
        if (!all.containsKey(name)) {
          throw new RefusedRequest(Status.NOT_FOUND, "there is no '" + root + "." + name + "'");
        }
      }
      Json.Builder object = Json.object();
      all.forEach((name, element) -> {
        if (filter.test(name)) {
          object.with(name, document.apply(element));
        }
      });
      return object.build();
    }
  }

  Chosen all() {
    return new Chosen(root, List.of(), _ -> true);
  }

  Chosen of(Request request) {
    Optional<String> names = request.query("names");
    if (names.isPresent()) {
      List<String> listed =
          List.of(SettingsEndpoints.demandText("names", names.get()).split(",", -1));
      return new Chosen(root, listed, listed::contains);
    }
    Optional<String> prefix = request.query("prefix");
    return prefix.isPresent()
        ? beginning(SettingsEndpoints.demandText("prefix", prefix.get()))
        : all();
  }

  private Chosen beginning(String prefix) {
    String full = prefix.startsWith(root) ? prefix : root + "." + prefix;
    return new Chosen(root, List.of(), name -> (root + "." + name).startsWith(full));
  }
}
