package dev.carafe.node.host;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Programs of this host.
public final class HostProcesses implements Processes, LongProcesses {
  private static final File NOTHING = new File("/dev/null");

  @Override
  public String run(List<String> command, String input) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      feed(process, input);
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.waitFor();
      if (exit != 0) {
        throw new ProgramFailedException(command, exit, output);
      }
      return output;
    } catch (IOException e) {
      throw new ProgramFailedException(command, String.valueOf(e.getMessage()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new ProgramFailedException(command, "the agent stops");
    }
  }

  @Override
  public RunningProgram start(List<String> command) {
    try {
      return new Running(
          new ProcessBuilder(command)
              .redirectInput(Redirect.from(NOTHING))
              .redirectError(Redirect.INHERIT)
              .start());
    } catch (IOException e) {
      throw new ProgramFailedException(command, String.valueOf(e.getMessage()));
    }
  }

  private record Running(Process process) implements RunningProgram {

    @Override
    public InputStream output() {
      return process.getInputStream();
    }

    /// By its handle: the process itself would close the stream under its reader, who would miss
    /// what is still in it.
    @Override
    public void close() {
      process.toHandle().destroyForcibly();
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
