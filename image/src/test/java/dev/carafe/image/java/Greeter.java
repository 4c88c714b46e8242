package dev.carafe.image.java;

import dev.carafe.image.component.Component.JavaProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.spi.ToolProvider;

/// A program of two jars, compiled on the spot, that says `hello`.
record Greeter(Path folder) {
  private static final String MAIN =
      """
      package hello;
      public class Main {
        public static void main(String[] args) {
          System.out.println(words.Greeting.text());
        }
      }
      """;
  private static final String GREETING =
      """
      package words;
      public class Greeting {
        public static String text() {
          return "hello";
        }
      }
      """;

  static JavaProgram program() {
    return new JavaProgram(
        "greeter",
        Optional.empty(),
        "usr/lib/greeter",
        "usr/lib/greeter-jre",
        "hello.Main",
        List.of("java.base"),
        List.of("-XX:+UseSerialGC", "-Xmx32m"));
  }

  /// Its jars; the program's own has a list of both classes.
  List<Path> jars() throws IOException {
    Path main = source("hello/Main.java", MAIN);
    Path greeting = source("words/Greeting.java", GREETING);
    Path classes = folder.resolve("classes");
    run("javac", "-d", classes, main, greeting);
    Path list = classes.resolve("META-INF/carafe/greeter.classlist");
    Files.createDirectories(list.getParent());
    Files.writeString(list, "hello/Main\nwords/Greeting\n");
    return List.of(jar("words.jar", "words"), jar("main.jar", "hello", "META-INF"));
  }

  private Path source(String name, String text) throws IOException {
    Path file = folder.resolve("source").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Path jar(String name, String... folders) {
    Path jar = folder.resolve(name);
    List<Object> words = new ArrayList<>(List.of("--create", "--no-manifest", "--file", jar));
    words.addAll(List.of("--date", "2001-01-01T00:00:00Z"));
    for (String each : folders) {
      words.addAll(List.of("-C", folder.resolve("classes"), each));
    }
    run("jar", words.toArray());
    return jar;
  }

  private static void run(String tool, Object... arguments) {
    String[] words = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
    if (ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, words) != 0) {
      throw new AssertionError("could not run " + tool + " " + String.join(" ", words));
    }
  }
}
