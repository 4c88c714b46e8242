package dev.carafe.node.pods;

import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads pods from settings that were found valid: `settings.pods.NAME.spec`, with Kubernetes' own
/// field names.
///
/// Source:
/// [PodSpec](https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodSpec).
public final class PodReader {
  static final Key PODS = Key.of("pods");

  private PodReader() {}

  /// All pods.
  public static List<Pod> read(SettingsTree settings) {
    List<Pod> pods = new ArrayList<>();
    if (settings.get(PODS).orElse(new Json.Null()) instanceof Json.Struct named) {
      named.members().forEach((name, pod) -> pods.add(pod(name, struct(pod, "spec"))));
    }
    return pods;
  }

  private static Pod pod(String name, Json.Struct spec) {
    return new Pod(
        name,
        isHostNetwork(spec),
        choice(spec, "restartPolicy", RestartPolicy.values(), RestartPolicy.ALWAYS),
        spec.objects("containers").stream().map(PodReader::container).toList());
  }

  private static Container container(Json.Struct container) {
    String image = container.text("image").orElse("");
    return new Container(
        container.text("name").orElse(""),
        image,
        choice(container, "imagePullPolicy", PullPolicy.values(), PullPolicy.defaultFor(image)),
        texts(container, "command"),
        texts(container, "args"),
        container.text("workingDir").orElse(""),
        env(container.objects("env")),
        ports(container));
  }

  private static Map<String, String> env(List<Json.Struct> variables) {
    Map<String, String> env = new LinkedHashMap<>();
    for (Json.Struct variable : variables) {
      env.put(variable.text("name").orElse(""), variable.text("value").orElse(""));
    }
    return env;
  }

  /// Those with a port of the host; others only inform.
  private static List<PublishedPort> ports(Json.Struct container) {
    List<PublishedPort> ports = new ArrayList<>();
    for (Json.Struct port : container.objects("ports")) {
      int hostPort = number(port, "hostPort");
      if (hostPort > 0) {
        ports.add(new PublishedPort(hostPort, number(port, "containerPort"), protocol(port)));
      }
    }
    return ports;
  }

  static boolean isHostNetwork(Json.Struct spec) {
    return spec.member("hostNetwork").equals(Optional.of(Json.of(true)));
  }

  static Protocol protocol(Json.Struct port) {
    return choice(port, "protocol", Protocol.values(), Protocol.TCP);
  }

  /// 0 where it is not set.
  static int number(Json.Struct table, String name) {
    return table.member(name).orElse(new Json.Null()) instanceof Json.Numeral(String literal)
        ? Integer.parseInt(literal)
        : 0;
  }

  static Json.Struct struct(Json table, String name) {
    return table instanceof Json.Struct outer
            && outer.member(name).orElse(new Json.Null()) instanceof Json.Struct inner
        ? inner
        : Json.object().build();
  }

  private static List<String> texts(Json.Struct table, String name) {
    List<String> texts = new ArrayList<>();
    if (table.member(name).orElse(new Json.Null()) instanceof Json.Array(List<Json> elements)) {
      for (Json element : elements) {
        if (element instanceof Json.Text(String text)) {
          texts.add(text);
        }
      }
    }
    return texts;
  }

  /// One of an enum's words.
  private static <T extends Enum<T>> T choice(
      Json.Struct table, String name, T[] choices, T otherwise) {
    String word = table.text(name).orElse("");
    for (T choice : choices) {
      if (choice.toString().equals(word)) {
        return choice;
      }
    }
    return otherwise;
  }
}
