package dev.carafe.image;

import dev.carafe.image.tree.FileTree;
import dev.carafe.image.tree.TreeEntry;
import dev.carafe.settings.Problem;
import dev.carafe.settings.ProblemsException;
import dev.carafe.settings.schema.ConfigurationFile;
import dev.carafe.settings.schema.Schema;
import dev.carafe.settings.template.RenderedDefaults;
import dev.carafe.settings.template.Template;
import dev.carafe.settings.template.TemplateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The templates of an image's configuration files.
final class Templates {
  private Templates() {}

  /// Adds those files that the image is to have as the defaults make them.
  static void addRendered(Schema schema, FileTree tree) {
    RenderedDefaults.of(schema, path -> text(tree, path))
        .forEach((path, text) -> tree.text("usr/share/factory" + path, text, "system"));
  }

  private static String text(FileTree tree, String path) {
    return tree.find(path.substring(1))
        .map(found -> found instanceof TreeEntry.RegularFile file ? text(file) : "")
        .orElse("");
  }

  /// Looks at all of them, so that none is found wanting on a node only.
  ///
  /// @throws ProblemsException with every template that is not there or cannot be read
  static void check(Schema schema, FileTree tree) {
    List<Problem> problems = new ArrayList<>();
    schema.files().forEach((name, file) -> check(name, file, tree, problems));
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
  }

  private static void check(
      String name, ConfigurationFile file, FileTree tree, List<Problem> problems) {
    String path = file.templatePath();
    if (!(tree.find(path.substring(1)).orElse(null) instanceof TreeEntry.RegularFile template)) {
      problems.add(
          new Problem(
              file.position(),
              "no template for the configuration file '" + name + "'",
              "add it to the component's files" + path));
      return;
    }
    try {
      Template.parse(path, text(template));
      if (file.forEach().isPresent()) {
        Template.parse("path of '" + name + "'", file.path());
      }
    } catch (TemplateException e) {
      problems.add(e.problem());
    }
  }

  private static String text(TreeEntry.RegularFile file) {
    try {
      return new String(file.content().bytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + file.path() + ": " + e.getMessage(), e);
    }
  }
}
