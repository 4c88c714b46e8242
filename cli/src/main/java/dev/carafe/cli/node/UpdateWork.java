package dev.carafe.cli.node;

import dev.carafe.settings.json.Json;
import java.time.Duration;
import java.util.Optional;

/// The commands that a node carries out after it has answered: each is begun here, and waited for.
///
/// As Bottlerocket's client does it: a command has ended when the status tells of it with another
/// time than before.
final class UpdateWork {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
  private static final Duration SHORT = Duration.ofMinutes(2);
  private static final Duration DOWNLOAD = Duration.ofHours(2);
  private static final int NONE = 404;
  private static final int BUSY = 423;

  private final NodeClient node;

  UpdateWork(NodeClient node) {
    this.node = node;
  }

  UpdateStatus refresh() {
    return run("refresh", "/actions/refresh-updates", SHORT);
  }

  UpdateStatus prepare() {
    return run("prepare", "/actions/prepare-update", DOWNLOAD);
  }

  UpdateStatus activate() {
    return run("activate", "/actions/activate-update", SHORT);
  }

  UpdateStatus deactivate() {
    return run("deactivate", "/actions/deactivate-update", SHORT);
  }

  UpdateStatus rollback() {
    return run("rollback", "/actions/rollback-update", SHORT);
  }

  /// How updates stand; empty while a command is at work, and before the first.
  Optional<UpdateStatus> status() {
    try {
      return Optional.of(new UpdateStatus(node.get("/updates/status").struct()));
    } catch (AnswerException e) {
      if (e.status() == NONE || e.status() == BUSY) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// @throws UpdateFailedException where it fails, or takes longer
  private UpdateStatus run(String command, String path, Duration patience) {
    Optional<Json> before =
        status().flatMap(UpdateStatus::last).flatMap(it -> it.member("timestamp"));
    node.send("POST", path, "");
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<UpdateStatus> after = status().filter(status -> isEnd(status, command, before));
      if (after.isPresent()) {
        return demandSuccess(command, after.get());
      }
      if (System.nanoTime() - end > 0) {
        throw new UpdateFailedException(
            "the node has not ended the command %s in %d minutes; look at it by carafe node get"
                    .formatted(command, patience.toMinutes())
                + " /updates/status");
      }
      pause();
    }
  }

  private static boolean isEnd(UpdateStatus status, String command, Optional<Json> before) {
    return status
        .last()
        .filter(last -> last.text("cmd_type").equals(Optional.of(command)))
        .filter(last -> !last.member("timestamp").equals(before))
        .isPresent();
  }

  private static UpdateStatus demandSuccess(String command, UpdateStatus status) {
    Json.Struct last = status.last().orElseThrow();
    if (!last.text("cmd_status").equals(Optional.of("Success"))) {
      throw new UpdateFailedException(
          "the node could not carry out the command %s: %s"
              .formatted(command, Cells.text(last, "stderr")));
    }
    return status;
  }

  private void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw node.lost("interrupted", e);
    }
  }
}
