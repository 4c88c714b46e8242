package dev.carafe.cli;

import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.LabException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;

/// What Ctrl-C does to a lab: the first switches its machine off in order, the second cuts the
/// power. Every other end of this process counts as the first.
record Interruption(Lab lab, ToolsTree tools, PrintWriter out) {

  /// From now on.
  void arrange() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown));
  }

  private void shutDown() {
    if (!lab.machine().isRunning()) {
      lab.close();
      return;
    }
    Process second = awaitSecond();
    say("Switching the machine off. Ctrl-C again cuts its power.");
    try {
      lab.shutDown();
      say(second.isAlive() ? "The machine has gone off." : "Its power was cut.");
    } catch (LabException _) {
      say("The machine did not go off by itself: its power was cut.");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      second.destroy();
    }
  }

  /// The virtual machine minds one signal and none after it. A program beside it that only waits
  /// gets the terminal's second Ctrl-C too, and ends by it.
  private Process awaitSecond() {
    Process sleeper =
        tools
            .command("busybox", "sleep", "1d")
            .start(Redirect.PIPE, Redirect.DISCARD, Redirect.DISCARD);
    Thread.ofVirtual()
        .start(() -> {
          sleeper.onExit().join();
          lab.machine().cut();
        });
    return sleeper;
  }

  private void say(String text) {
    out.println(text);
    out.flush();
  }
}
