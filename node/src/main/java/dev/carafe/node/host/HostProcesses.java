package dev.carafe.node.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Programs of this host.
public final class HostProcesses implements Processes {

  @Override
  public String run(List<String> command, String input) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      feed(process, input);
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.waitFor();
      if (exit != 0) {
        throw new ProgramFailedException(
            command, "exit status " + exit + ", expected 0: " + output.strip());
      }
      return output;
    } catch (IOException e) {
      throw new ProgramFailedException(command, String.valueOf(e.getMessage()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new ProgramFailedException(command, "the agent stops");
    }
  }

  private static void feed(Process process, String input) {
    try (OutputStream out = process.getOutputStream()) {
      out.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException _) {
      // a program that ends before it has read everything says by its exit status whether that is
      // wrong
    }
  }
}
