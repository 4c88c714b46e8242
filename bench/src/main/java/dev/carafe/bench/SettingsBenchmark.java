package dev.carafe.bench;

import dev.carafe.node.configuration.ConfigurationPlan;
import dev.carafe.node.configuration.ConfigurationPlanner;
import dev.carafe.node.settings.Commit;
import dev.carafe.settings.Problem;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonWriter;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.reading.CompiledSchema;
import dev.carafe.settings.schema.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What the agent does with settings, in a virtual machine like its own that has warmed up.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"})
public class SettingsBenchmark {
  private final BenchedNode node =
      BenchedNode.install(Path.of(System.getProperty("carafe.home", ".")));
  private final String compiled = CompiledSchema.write(node.schema());
  private final Json.Struct patch = (Json.Struct) JsonReader.read("{\"motd\":\"hi\"}");
  private final ConfigurationPlanner planner = node.planner();

  @Setup
  public void provision() {
    node.settings().commit(readUserData(), "user data", "");
  }

  @TearDown
  public void delete() throws IOException {
    node.delete();
  }

  /// What a start of the agent does first.
  @Benchmark
  public Schema readCompiledSchema() {
    return CompiledSchema.read(compiled);
  }

  @Benchmark
  public SettingsTree readUserData() {
    List<Problem> problems = new ArrayList<>();
    SettingsTree tree = node.reader().readToml("user data", node.userData(), problems);
    if (!problems.isEmpty()) {
      throw new IllegalStateException(problems.toString());
    }
    return tree;
  }

  /// What `GET /settings` does, but for HTTP.
  @Benchmark
  public String answerAllSettings() {
    return JsonWriter.write(node.settings().effective().json());
  }

  /// What `PATCH /settings` and a commit do, the disk's time to make it durable included.
  @Benchmark
  public Optional<Commit> patchAndCommit() {
    node.settings().stage("default", patch, "benchmark");
    return node.settings().commit("default", "benchmark");
  }

  /// All configuration files, their templates known already.
  @Benchmark
  public ConfigurationPlan renderAllFiles() {
    return plan(planner);
  }

  /// All configuration files, their templates read and parsed first.
  @Benchmark
  public ConfigurationPlan parseAndRenderAllFiles() {
    return plan(node.planner());
  }

  private ConfigurationPlan plan(ConfigurationPlanner with) {
    ConfigurationPlan plan =
        with.plan(node.settings().effective(), node.schema().services().keySet());
    if (!plan.problems().isEmpty()) {
      throw new IllegalStateException(plan.problems().toString());
    }
    return plan;
  }
}
