package dev.carafe.settings.manifest;

import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// Reads the documents of a YAML text.
///
/// They are made of the parser's events and not by the library's own composer, which goes down a
/// level of calls for each level of the text, stops at the first key that is there twice, and
/// allows fifty aliases however much they stand for. Here all keys that are there twice are told,
/// the depth has a limit, and so has what a text stands for with all aliases put in.
///
/// Source: [YAML 1.2.2](https://yaml.org/spec/1.2.2/).
final class YamlReader {
  static final int DEEPEST = 64;

  /// In characters, of which each part counts some more than it has.
  static final int LARGEST = 2 << 20;

  private static final int EACH = 32;
  private static final String TAG = "tag:yaml.org,2002:";
  private static final String MARK = "\uFEFF";

  private final String source;
  private final Iterator<Event> events;
  private final List<Problem> problems;
  private final Map<Anchor, Anchored> anchors = new HashMap<>();
  private int size;

  private YamlReader(String source, String text, List<Problem> problems) {
    this.source = source;
    this.problems = problems;
    LoadSettings settings =
        LoadSettings.builder().setLabel(source).setCodePointLimit(Integer.MAX_VALUE).build();
    this.events = new ParserImpl(settings, new StreamReader(settings, text));
  }

  /// A document of a text.
  ///
  /// @param isSound whether no mistake was found in it
  record Document(Yaml root, boolean isSound) {}

  private record Anchored(Yaml value, int size) {}

  /// The text stands for more than may be.
  private static final class TooMuchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    TooMuchException(Problem problem) {
      super(problem.toString());
      this.problem = problem;
    }
  }

  /// All documents that say something. Where the text is no YAML any more, that is a problem, and
  /// those before it are there.
  ///
  /// @param source what problems call the text
  static List<Document> read(String source, String text, List<Problem> problems) {
    List<Document> documents = new ArrayList<>();
    String unmarked = text.startsWith(MARK) ? text.substring(1) : text;
    try {
      new YamlReader(source, unmarked, problems).readInto(documents);
    } catch (TooMuchException e) {
      problems.add(e.problem);
    } catch (MarkedYamlEngineException e) {
      problems.add(new Problem(place(source, e.getProblemMark()), noYaml(e), ""));
    } catch (ReaderException e) {
      problems.add(
          new Problem(
              place(source, unmarked, e.getPosition()),
              "character U+%04X may not stand in YAML".formatted(e.getCodePoint()),
              "leave it out, or write it as \\u in double quotes"));
    } catch (YamlEngineException e) {
      problems.add(new Problem(new Position(source, 1, 1), noYaml(e), ""));
    }
    return documents;
  }

  private static String noYaml(YamlEngineException e) {
    String what =
        e instanceof MarkedYamlEngineException marked ? marked.getProblem() : e.getMessage();
    return "could not read YAML: " + what;
  }

  private void readInto(List<Document> documents) {
    while (events.hasNext()) {
      Event event = events.next();
      if (event.getEventId() == Event.ID.DocumentStart) {
        anchors.clear();
        int before = problems.size();
        Yaml root = node(events.next(), 1);
        events.next(); // its end
        if (!root.isNull()) {
          documents.add(new Document(root, problems.size() == before));
        }
      }
    }
  }

  private Yaml node(Event event, int depth) {
    if (event instanceof AliasEvent alias) {
      return aliased(alias);
    }
    Position position = place(event);
    if (depth > DEEPEST) {
      throw new TooMuchException(
          new Problem(
              position, "more than " + DEEPEST + " levels of lists and tables", "write fewer"));
    }
    int before = size;
    Yaml node =
        switch (event) {
          case ScalarEvent scalar -> scalar(position, scalar);
          case MappingStartEvent start -> mapping(position, start, depth);
          case CollectionStartEvent start -> sequence(position, start, depth);
          default -> throw new IllegalStateException(event.toString());
        };
    if (event instanceof NodeEvent anchored && anchored.getAnchor().isPresent()) {
      anchors.put(anchored.getAnchor().get(), new Anchored(node, size - before));
    }
    return node;
  }

  private Yaml aliased(AliasEvent alias) {
    Position position = place(alias);
    Anchored anchored = anchors.get(alias.getAlias());
    if (anchored == null) {
      String name = alias.getAlias().getValue();
      problem(position, "no '&" + name + "' before this", "write what it is to be");
      return Yaml.Scalar.text(position, "");
    }
    grow(position, anchored.size());
    return anchored.value();
  }

  private Yaml scalar(Position position, ScalarEvent event) {
    grow(position, EACH + event.getValue().length());
    if (event.isPlain() && event.getTag().isEmpty()) {
      return new Yaml.Scalar(position, event.getValue(), PlainScalar.value(event.getValue()));
    }
    demandTag(position, event.getTag(), "str");
    return Yaml.Scalar.text(position, event.getValue());
  }

  private Yaml sequence(Position position, CollectionStartEvent start, int depth) {
    grow(position, EACH);
    demandTag(position, start.getTag(), "seq");
    List<Yaml> elements = new ArrayList<>();
    for (Event event = events.next(); !isEnd(event); event = events.next()) {
      elements.add(node(event, depth + 1));
    }
    return new Yaml.Sequence(position, elements);
  }

  private Yaml mapping(Position position, CollectionStartEvent start, int depth) {
    grow(position, EACH);
    demandTag(position, start.getTag(), "map");
    Map<String, Yaml.Member> members = new LinkedHashMap<>();
    for (Event event = events.next(); !isEnd(event); event = events.next()) {
      Position at = place(event);
      Yaml key = node(event, depth + 1);
      Yaml.Member member = new Yaml.Member(at, node(events.next(), depth + 1));
      if (!(key instanceof Yaml.Scalar name) || key.isNull()) {
        problem(at, "a key is " + key.kind(), "write a string");
      } else if (members.putIfAbsent(name.text(), member) != null) {
        problem(at, "'" + name.text() + "' is there a second time", "write it once");
      }
    }
    return new Yaml.Mapping(position, members);
  }

  private static boolean isEnd(Event event) {
    return event.getEventId() == Event.ID.MappingEnd || event.getEventId() == Event.ID.SequenceEnd;
  }

  private void demandTag(Position position, Optional<String> tag, String name) {
    String found = tag.orElse("!");
    if (!found.equals("!") && !found.equals(TAG + name)) {
      String shown = found.startsWith(TAG) ? "!!" + found.substring(TAG.length()) : found;
      problem(position, "tag '" + shown + "' is not known here", "write the value without it");
    }
  }

  private void grow(Position position, int by) {
    size += by;
    if (size > LARGEST) {
      throw new TooMuchException(
          new Problem(
              position,
              "up to here, with what its aliases stand for, it is more than " + LARGEST,
              "write less"));
    }
  }

  private void problem(Position position, String found, String instead) {
    problems.add(new Problem(position, found, instead));
  }

  private Position place(Event event) {
    return place(source, event.getStartMark());
  }

  private static Position place(String source, Optional<Mark> mark) {
    return mark.isEmpty()
        ? new Position(source, 1, 1)
        : new Position(source, mark.get().getLine() + 1, mark.get().getColumn() + 1);
  }

  /// @param index of a code point
  private static Position place(String source, String text, int index) {
    int end = text.offsetByCodePoints(0, Math.min(index, text.codePointCount(0, text.length())));
    int line = 1;
    for (int i = 0; i < end; i++) {
      line += text.charAt(i) == '\n' ? 1 : 0;
    }
    return new Position(source, line, end - text.lastIndexOf('\n', end - 1));
  }
}
