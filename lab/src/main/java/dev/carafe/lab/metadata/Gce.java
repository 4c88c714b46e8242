package dev.carafe.lab.metadata;

import dev.carafe.image.content.Content;

/// A machine of Google Compute Engine: who asks has to say that he means its metadata server.
///
/// Source: [Compute Engine, "View and query VM
/// metadata"](https://cloud.google.com/compute/docs/metadata/querying-metadata).
public final class Gce implements Cloud {
  private static final String FLAVOR_FIELD = "Metadata-Flavor";
  private static final String FLAVOR = "Google";
  private static final String ROOT = "/computeMetadata/v1/";

  private final Values values = new Values();

  private Gce() {
    with("instance/hostname", "web-1.europe-west1-b.c.project.internal");
    with("instance/id", "4711081547110815");
    with("instance/machine-type", "projects/123456789012/machineTypes/e2-medium");
    with("instance/zone", "projects/123456789012/zones/europe-west1-b");
    with("project/project-id", "project");
  }

  /// A machine in europe-west1-b without user data.
  public static Gce machine() {
    return new Gce();
  }

  /// Gives it user data.
  public Gce withUserData(String text) {
    return with("instance/attributes/user-data", text);
  }

  /// Gives it a container, as Container-Optimized OS takes it.
  public Gce withContainerDeclaration(String text) {
    return with("instance/attributes/gce-container-declaration", text);
  }

  /// Sets what is at a path below `computeMetadata/v1`.
  public Gce with(String path, String text) {
    values.put(path, Content.of(text));
    return this;
  }

  @Override
  public Reply answer(Question question) {
    return said(question).with(FLAVOR_FIELD, FLAVOR).with("Server", "Metadata Server for VM");
  }

  private Reply said(Question question) {
    if (!question.field(FLAVOR_FIELD).orElse("").equals(FLAVOR)) {
      return Reply.of(403, "Missing Metadata-Flavor:Google header.");
    }
    if (question.field("X-Forwarded-For").isPresent()) {
      return Reply.of(403, "");
    }
    if (!question.method().equals("GET")) {
      return Reply.of(405, "");
    }
    if (!question.path().startsWith(ROOT)) {
      return Reply.of(404, "");
    }
    return values
        .get(question.path().substring(ROOT.length()))
        .map(content -> Reply.of(200, content))
        .orElse(Reply.of(404, "<!DOCTYPE html>\n<html lang=en><title>Error 404</title>\n"));
  }
}
