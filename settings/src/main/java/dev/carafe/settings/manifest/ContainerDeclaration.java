package dev.carafe.settings.manifest;

import dev.carafe.settings.Key;
import dev.carafe.settings.PlacedDocument;
import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what Container-Optimized OS takes for the container of a machine: a pod's specification
/// with nothing around it. It becomes a pod with the node's own network and the name of its first
/// container.
///
/// As there: variables and words of a command may be written as numbers, a container needs no name,
/// and a folder of the host that is not there is made. What is else in a container is a pod's.
///
/// Source: [konlet](https://github.com/GoogleCloudPlatform/konlet), `types/api.go` and
/// `runtime/runtime.go`.
public final class ContainerDeclaration {
  private static final String SPEC = "spec";
  private static final String NAME = "name";
  private static final String USUAL_NAME = "container";
  private static final List<String> KNOWN = List.of("apiVersion", "kind", "metadata", SPEC);
  private static final List<String> TERMINAL = List.of("stdin", "tty");

  /// Where nothing can be made, but much is to be seen.
  private static final List<String> UNMADE = List.of("/proc", "/sys", "/usr", "/var/log");

  private final List<Problem> problems;

  private ContainerDeclaration(List<Problem> problems) {
    this.problems = problems;
  }

  /// Reads a declaration.
  ///
  /// @param source what problems call the text
  /// @param problems where what is wrong with the declaration itself is added
  /// @return a document with the one member `settings`
  public static PlacedDocument read(String source, String text, List<Problem> problems) {
    PlacedSettings settings = new PlacedSettings(source, ContainerDeclaration::isAsWritten);
    ContainerDeclaration declaration = new ContainerDeclaration(problems);
    List<YamlReader.Document> documents = YamlReader.read(source, text, problems);
    if (documents.size() == 1) {
      declaration.take(documents.getFirst(), settings);
    } else if (documents.size() > 1) {
      declaration.problem(
          documents.get(1).root().position(), "a second document", "write one declaration");
    } else if (problems.isEmpty()) {
      declaration.problem(new Position(source, 1, 1), "it says nothing", "write spec");
    }
    return settings.document();
  }

  private static boolean isAsWritten(String path) {
    return Manifests.isQuantity(path)
        || path.contains(".command[")
        || path.contains(".args[")
        || (path.contains(".env[") && path.endsWith("].value"));
  }

  private void take(YamlReader.Document document, PlacedSettings settings) {
    if (!(document.root() instanceof Yaml.Mapping root)) {
      problem(
          document.root().position(),
          "the declaration is " + document.root().kind(),
          "write spec and containers");
      return;
    }
    int before = problems.size();
    Fields fields = new Fields("", root, problems);
    fields.demandKnown(KNOWN);
    Optional<Yaml.Mapping> spec = fields.table(SPEC).map(Fields::table);
    if (spec.isPresent()) {
      Position position = spec.get().position();
      Yaml.Scalar name =
          spec.get().tables("containers").stream()
              .findFirst()
              .flatMap(ContainerDeclaration::name)
              .orElse(Yaml.Scalar.text(position, USUAL_NAME));
      Key key = Key.of("pods", name.text());
      settings.begin(key, name.position());
      settings.put(key, SPEC, new Yaml.Member(position, pod(spec.get())));
      if (!document.isSound() || problems.size() > before) {
        settings.spoil(key);
      }
    }
  }

  private static Optional<Yaml.Scalar> name(Yaml.Mapping container) {
    return container
        .member(NAME)
        .map(Yaml.Member::value)
        .flatMap(
            name -> name instanceof Yaml.Scalar scalar ? Optional.of(scalar) : Optional.empty());
  }

  private Yaml pod(Yaml.Mapping spec) {
    Map<String, Yaml.Member> members = new LinkedHashMap<>(spec.members());
    members.computeIfPresent("containers", (_, list) -> each(list, this::container));
    members.computeIfPresent("volumes", (_, list) -> each(list, ContainerDeclaration::volume));
    members.putIfAbsent(
        "hostNetwork",
        new Yaml.Member(spec.position(), new Yaml.Scalar(spec.position(), "true", Json.of(true))));
    return new Yaml.Mapping(spec.position(), members);
  }

  private interface Change {
    Yaml of(Yaml.Mapping table);
  }

  private static Yaml.Member each(Yaml.Member member, Change change) {
    if (!(member.value() instanceof Yaml.Sequence(Position position, List<Yaml> elements))) {
      return member;
    }
    List<Yaml> changed = new ArrayList<>();
    for (Yaml element : elements) {
      changed.add(element instanceof Yaml.Mapping table ? change.of(table) : element);
    }
    return new Yaml.Member(member.key(), new Yaml.Sequence(position, changed));
  }

  private Yaml container(Yaml.Mapping container) {
    Map<String, Yaml.Member> members = new LinkedHashMap<>(container.members());
    for (String terminal : TERMINAL) {
      Optional<Yaml.Member> member = container.member(terminal);
      member.ifPresent(found -> demandFalse(terminal, found));
      members.remove(terminal);
    }
    if (container.member(NAME).isEmpty()) {
      members.put(NAME, text(container.position(), USUAL_NAME));
    }
    return new Yaml.Mapping(container.position(), members);
  }

  private void demandFalse(String name, Yaml.Member member) {
    if (!(member.value() instanceof Yaml.Scalar scalar && scalar.value().equals(Json.of(false)))) {
      problem(
          member.key(),
          "'" + name + "' holds a terminal open, which no container has here",
          "leave it out; carafe node exec -it opens one");
    }
  }

  private static Yaml volume(Yaml.Mapping volume) {
    Optional<Yaml.Member> hostPath = volume.member("hostPath");
    if (hostPath.isEmpty()
        || !(hostPath.get().value() instanceof Yaml.Mapping host)
        || host.member("type").isPresent()
        || !isMade(host)) {
      return volume;
    }
    Map<String, Yaml.Member> typed = new LinkedHashMap<>(host.members());
    typed.put("type", text(host.position(), "DirectoryOrCreate"));
    Map<String, Yaml.Member> members = new LinkedHashMap<>(volume.members());
    members.put(
        "hostPath",
        new Yaml.Member(hostPath.get().key(), new Yaml.Mapping(host.position(), typed)));
    return new Yaml.Mapping(volume.position(), members);
  }

  private static boolean isMade(Yaml.Mapping host) {
    return host.member("path").map(Yaml.Member::value).orElse(host)
            instanceof Yaml.Scalar(_, String path, _)
        && UNMADE.stream().noneMatch(place -> path.equals(place) || path.startsWith(place + "/"));
  }

  private static Yaml.Member text(Position position, String text) {
    return new Yaml.Member(position, Yaml.Scalar.text(position, text));
  }

  private void problem(Position position, String found, String instead) {
    problems.add(new Problem(position, found, instead));
  }
}
