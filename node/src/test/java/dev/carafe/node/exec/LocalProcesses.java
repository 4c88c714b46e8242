package dev.carafe.node.exec;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Processes of this machine, as if it were the only container, `pod/box`. They have no terminal;
/// what is done to it is noted.
@SuppressWarnings("exports") // of tests alone
public final class LocalProcesses implements ContainerProcesses {
  private final List<ProcessHandle> started = Collections.synchronizedList(new ArrayList<>());
  private final List<WindowSize> sizes = Collections.synchronizedList(new ArrayList<>());

  public LocalProcesses() {}

  public List<ProcessHandle> started() {
    return List.copyOf(started);
  }

  List<WindowSize> sizes() {
    return List.copyOf(sizes);
  }

  @Override
  public ContainerProcess start(String target, List<String> command, Optional<Terminal> terminal) {
    if (!target.equals("pod/box")) {
      throw new RefusedTargetException(target, "no pod of that name runs");
    }
    terminal.flatMap(Terminal::size).ifPresent(sizes::add);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      started.add(process.toHandle());
      return new Local(process, process.getOutputStream(), sizes);
    } catch (IOException e) {
      throw new NotStartedException(command.getFirst(), String.valueOf(e.getMessage()), 127);
    }
  }

  private record Local(Process process, OutputStream input, List<WindowSize> sizes)
      implements ContainerProcess {

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      Channels.newChannel(input).write(bytes);
      input.flush();
    }

    @Override
    public void endInput() {
      try {
        input.close();
      } catch (IOException _) {
        // it has ended
      }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      byte[] bytes = new byte[into.remaining()];
      int count = process.getInputStream().read(bytes);
      if (count > 0) {
        into.put(bytes, 0, count);
      }
      return count;
    }

    @Override
    public void resize(WindowSize size) {
      sizes.add(size);
    }

    @Override
    public int await() throws InterruptedException {
      return process.waitFor();
    }

    @Override
    public void endOutput() {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      try {
        process.waitFor(5, TimeUnit.SECONDS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
