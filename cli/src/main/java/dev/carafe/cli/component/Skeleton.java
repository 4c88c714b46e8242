package dev.carafe.cli.component;

import dev.carafe.cli.file.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The files of a component to begin with.
///
/// @param files path in the component's folder -> text
public record Skeleton(ComponentWish wish, Map<String, String> files) {

  /// The Go that builds its programs, until somebody names another.
  private static final String TOOLCHAIN = "1.27.3";

  private static final String UNIT = "files/usr/lib/systemd/system/%s.service";

  private static final String SETTINGS =
      """
      [settings.NAME]
      description = "What NAME does on this node."
      affected-services = ["NAME"]

      [settings."NAME.arguments"]
      type = "line"
      description = "What its program is started with."
      default = ""
      example = "--verbose"

      # A boot of an image with this component is good once this has passed too.
      [settings."health.gates.NAME.unit"]
      type = "line"
      description = "The unit that is to be active."
      default = "NAME.service"
      affected-services = ["health"]

      [services.NAME]
      configuration-files = ["NAME"]
      restart-commands = [["systemctl", "try-restart", "NAME.service"]]

      [configuration-files.NAME]
      path = "/etc/NAME.conf"
      template-path = "/usr/share/carafe/templates/NAME.conf"
      """;

  private static final String TEMPLATE = "ARGUMENTS={{settings.NAME.arguments}}\n";

  private static final String SERVICE =
      """
      [Unit]
      Description=NAME
      # Which is ready once it has written the configuration.
      After=carafe-agent.service

      [Service]
      EnvironmentFile=/etc/NAME.conf
      ExecStart=/usr/bin/PROGRAM $ARGUMENTS
      DynamicUser=yes
      Restart=always
      RestartSec=1
      """;

  public Skeleton {
    files = new LinkedHashMap<>(files);
  }

  /// One for a wish.
  public static Skeleton of(ComponentWish wish) {
    String name = wish.name();
    Map<String, String> files = new LinkedHashMap<>();
    files.put("component.toml", component(wish));
    files.put("settings.toml", SETTINGS.replace("NAME", name));
    files.put("files/usr/share/carafe/templates/" + name + ".conf", TEMPLATE.replace("NAME", name));
    files.put(
        UNIT.formatted(name), SERVICE.replace("NAME", name).replace("PROGRAM", wish.program()));
    if (!wish.programs().isEmpty()) {
      files.put("go/go.mod", "module " + name + "\n\ngo " + TOOLCHAIN + "\n");
      files.put("go/tools.go", tools(wish));
    }
    return new Skeleton(wish, files);
  }

  private static String component(ComponentWish wish) {
    StringBuilder text = new StringBuilder();
    text.append("description = \"").append(wish.name()).append("\"\n");
    text.append("requires = [\"agent\"]\n");
    for (String each : wish.packages()) {
      text.append("\n[packages.").append(quoted(each)).append("]\nfiles = [\"usr/bin/*\"]\n");
    }
    text.append("\n[units]\n\"multi-user.target\" = [\"" + wish.name() + ".service\"]\n");
    if (!wish.programs().isEmpty()) {
      text.append("\n[go.programs]\n");
      wish.programs()
          .forEach((program, source) ->
              text.append("\"usr/bin/%s\" = \"%s\"%n".formatted(program, source)));
    }
    return text.toString();
  }

  /// As a key of TOML: a dot would end it.
  private static String quoted(String key) {
    return key.matches("[a-z0-9-]+") ? key : '"' + key + '"';
  }

  private static String tools(ComponentWish wish) {
    StringBuilder text = new StringBuilder();
    text.append("//go:build tools\n\n");
    text.append("// Package tools lets go mod tidy find what the programs are built of.\n");
    text.append("package tools\n\nimport (\n");
    wish.programs().values().stream()
        .distinct()
        .sorted()
        .forEach(source -> text.append("\t_ \"").append(source).append("\"\n"));
    return text.append(")\n").toString();
  }

  /// Writes them all, or none where one is there already.
  ///
  /// @return what was written
  /// @throws dev.carafe.cli.file.OverwriteException where one is there already
  public List<Path> write(Path folder) throws IOException {
    List<Path> paths = files.keySet().stream().map(folder::resolve).toList();
    PrivateFiles.demandNew(paths.toArray(Path[]::new));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.writeString(path, file.getValue());
    }
    return paths;
  }

  /// What its author does now, in this order.
  ///
  /// @param folder the component's
  /// @param components the one that it is in
  public List<String> next(Path folder, Path components) {
    List<String> steps = new ArrayList<>();
    if (!wish.programs().isEmpty()) {
      steps.add("pin its modules: (cd %s && go mod tidy)".formatted(folder.resolve("go")));
    } else if (wish.packages().isEmpty()) {
      steps.add(
          "put its program, executable, at " + folder.resolve("files/usr/bin/" + wish.name()));
    } else {
      steps.add(
          "see whether its program is /usr/bin/%s, and say so in %s"
              .formatted(wish.program(), folder.resolve(UNIT.formatted(wish.name()))));
    }
    steps.add("declare what can be set in " + folder.resolve("settings.toml"));
    steps.add("look for mistakes: carafe component check " + folder);
    steps.add("name it in a variant of yours: components = [\"%s\", ...]".formatted(wish.name()));
    steps.add("build that: carafe build VARIANT.toml --components " + components);
    return steps;
  }
}
