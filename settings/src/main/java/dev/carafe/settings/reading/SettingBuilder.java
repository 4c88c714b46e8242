package dev.carafe.settings.reading;

import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.Suggestion;
import dev.carafe.settings.check.SettingsCheck;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.schema.About;
import dev.carafe.settings.schema.Entries;
import dev.carafe.settings.schema.Leaf;
import dev.carafe.settings.schema.ListOf;
import dev.carafe.settings.schema.Schema;
import dev.carafe.settings.schema.Setting;
import dev.carafe.settings.schema.Shape;
import dev.carafe.settings.schema.Table;
import dev.carafe.settings.schema.TextLimits;
import dev.carafe.settings.schema.Tuple;
import dev.carafe.settings.template.Template;
import dev.carafe.settings.template.TemplateException;
import dev.carafe.settings.value.ChoiceType;
import dev.carafe.settings.value.IntegerType;
import dev.carafe.settings.value.StringType;
import dev.carafe.settings.value.TextType;
import dev.carafe.settings.value.ValueType;
import dev.carafe.settings.value.ValueTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Makes settings of drafts, and reports what cannot be one.
final class SettingBuilder {
  private final List<Problem> problems;

  SettingBuilder(List<Problem> problems) {
    this.problems = problems;
  }

  Table root(Draft root, Position position) {
    return table(root, Outer.of(position));
  }

  /// What a setting has from what it is in.
  private record Outer(
      Position position, List<String> services, boolean sensitive, boolean fixed, boolean listed) {

    static Outer of(Position position) {
      return new Outer(position, List.of(), false, true, false);
    }

    Outer of(Draft draft, boolean isFixed, boolean isListed) {
      if (draft.attributes.isEmpty()) {
        return new Outer(position, services, sensitive, fixed && isFixed, isListed);
      }
      Attributes own = draft.attributes.get();
      return new Outer(
          own.table().position(),
          own.services().isEmpty() ? services : own.services(),
          sensitive || own.sensitive(),
          fixed && isFixed,
          isListed);
    }
  }

  private Setting setting(Draft draft, Outer outer) {
    Shape shape = shape(draft, outer);
    About about = about(draft, outer);
    Setting setting = new Setting(shape, about, outer.position());
    about.defaultValue().ifPresent(value -> checkValue(draft, "default", setting, value));
    about.example().ifPresent(value -> checkValue(draft, "example", setting, value));
    return setting;
  }

  private Shape shape(Draft draft, Outer outer) {
    boolean hasType = draft.attributes.isPresent() && draft.attributes.get().hasType();
    int shapes =
        (hasType ? 1 : 0)
            + (draft.hasMembers() ? 1 : 0)
            + (draft.element.isPresent() ? 1 : 0)
            + (draft.places.isEmpty() ? 0 : 1);
    if (shapes != 1) {
      problem(
          outer,
          shapes == 0 ? "no 'type', and nothing is in it" : "more than one shape",
          "a setting has a type, or members, or '[]', or '[0]', '[1]'...");
    }
    checkApplicable(draft, hasType);
    if (draft.element.isPresent()) {
      return list(draft, draft.element.get(), outer);
    }
    if (!draft.places.isEmpty()) {
      return tuple(draft, outer);
    }
    return draft.hasMembers() ? table(draft, outer) : leaf(draft);
  }

  private Table table(Draft draft, Outer outer) {
    Map<String, Setting> members = new LinkedHashMap<>();
    draft.members.forEach((name, member) -> {
      checkKey(member);
      members.put(name, setting(member, outer.of(member, true, outer.listed())));
    });
    return new Table(
        members,
        draft.others.map(
            each -> new Entries(keys(each), setting(each, outer.of(each, false, false)))));
  }

  private static void checkKey(Draft member) {
    member
        .attributes
        .filter(own -> own.key().isPresent())
        .ifPresent(own ->
            own.table()
                .problem("key", "'key' where nobody chooses a name", "write it where '*' is last"));
  }

  private ValueType keys(Draft each) {
    return each.attributes
        .flatMap(own -> own.key().flatMap(name -> type(own, "key", name)))
        .orElseGet(StringType::new);
  }

  private ListOf list(Draft draft, Draft element, Outer outer) {
    Optional<String> uniqueBy =
        draft.attributes.flatMap(own -> own.unique() ? Optional.of("") : own.uniqueBy());
    int least = bound(draft.attributes.map(Attributes::minItems), 0);
    int most = bound(draft.attributes.map(Attributes::maxItems), Integer.MAX_VALUE);
    if (least > most) {
      problem(outer, "'min-items' is above 'max-items'", "swap them");
      least = most;
    }
    Setting each = setting(element, outer.of(element, false, true));
    draft.attributes.ifPresent(own -> checkUnique(own, each.shape()));
    return new ListOf(each, least, most, uniqueBy);
  }

  private static void checkUnique(Attributes own, Shape element) {
    if (own.unique() && own.uniqueBy().isPresent()) {
      own.table().problem("unique-by", "'unique-by' beside 'unique'", "leave one of them out");
    }
    if (own.unique() && !(element instanceof Leaf)) {
      own.table()
          .problem(
              "unique",
              "'unique' for elements that are no single values",
              "for tables, write unique-by = \"MEMBER\"");
    }
    own.uniqueBy()
        .filter(name -> !(element instanceof Table table && Schema.member(table, name).isPresent()))
        .ifPresent(name ->
            own.table()
                .problem(
                    "unique-by",
                    "the elements have no member '" + name + "'",
                    element instanceof Table table
                        ? Suggestion.instead(name, table.members().keySet())
                        : "for single values, write unique = true"));
  }

  private Tuple tuple(Draft draft, Outer outer) {
    List<Setting> elements = new ArrayList<>();
    for (Map.Entry<Integer, Draft> place : draft.places.entrySet()) {
      if (place.getKey() != elements.size()) {
        problem(outer, "no place [" + elements.size() + "]", "number places from 0 without gaps");
      }
      elements.add(setting(place.getValue(), outer.of(place.getValue(), false, true)));
    }
    return new Tuple(elements);
  }

  private Leaf leaf(Draft draft) {
    if (draft.attributes.isEmpty()) {
      return new Leaf(new StringType(), TextLimits.none());
    }
    Attributes own = draft.attributes.get();
    ValueType type =
        own.oneOf().isEmpty()
            ? own.type().flatMap(name -> type(own, "type", name)).orElseGet(StringType::new)
            : new ChoiceType(own.oneOf());
    if (Set.copyOf(own.oneOf()).size() < own.oneOf().size()) {
      own.table().problem("one-of", "a word is there twice", "leave one of them out");
    }
    if (!own.oneOf().isEmpty() && own.type().isPresent()) {
      own.table().problem("type", "'type' beside 'one-of'", "leave one of them out");
    }
    return new Leaf(bounded(own, type), limits(own, type));
  }

  private static Optional<ValueType> type(Attributes own, String attribute, String name) {
    Optional<ValueType> type = ValueTypes.named(name);
    if (type.isEmpty()) {
      own.table()
          .problem(
              attribute, "no type '" + name + "'", Suggestion.instead(name, ValueTypes.names()));
    }
    return type;
  }

  private static ValueType bounded(Attributes own, ValueType type) {
    if (own.min().isEmpty() && own.max().isEmpty()) {
      return type;
    }
    String attribute = own.min().isPresent() ? "min" : "max";
    if (!(type instanceof IntegerType integer)) {
      own.table()
          .problem(
              attribute,
              "'" + attribute + "' is for integers",
              "for text, write min-length, max-length or pattern");
      return type;
    }
    long least = own.min().orElse(integer.least());
    long most = own.max().orElse(integer.most());
    if (least > most) {
      own.table().problem(attribute, "'min' is above 'max'", "swap them");
      return type;
    }
    return new IntegerType(integer.name(), least, most);
  }

  private static TextLimits limits(Attributes own, ValueType type) {
    boolean limited =
        own.pattern().isPresent()
            || own.minLength().isPresent()
            || own.maxLength().isPresent()
            || !own.reserved().isEmpty();
    if (!limited) {
      return TextLimits.none();
    }
    if (!(type instanceof TextType)) {
      own.table().problem("type", "a pattern or length for a " + type.name(), "leave it out");
      return TextLimits.none();
    }
    int least = (int) own.minLength().orElse(0);
    int most = (int) own.maxLength().orElse(Integer.MAX_VALUE);
    if (least < 0 || least > most) {
      own.table().problem("min-length", "'min-length' is above 'max-length'", "swap them");
      return TextLimits.none();
    }
    return new TextLimits(
        own.pattern().flatMap(pattern -> pattern(own, pattern)), least, most, own.reserved());
  }

  private static Optional<Pattern> pattern(Attributes own, String pattern) {
    try {
      return Optional.of(Pattern.compile(pattern));
    } catch (PatternSyntaxException e) {
      own.table()
          .problem(
              "pattern",
              "'" + pattern + "' is no regular expression: " + e.getDescription(),
              "see java.util.regex.Pattern");
      return Optional.empty();
    }
  }

  private static About about(Draft draft, Outer outer) {
    if (draft.attributes.isEmpty()) {
      return new About(
          "",
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          outer.sensitive(),
          false,
          false,
          outer.services());
    }
    Attributes own = draft.attributes.get();
    if (own.required() && !outer.listed()) {
      own.table()
          .problem(
              "required",
              "'required' outside of a list",
              "settings are sparse: give it a default, or say in its template what to do");
    }
    if (own.description().isEmpty() && !outer.listed()) {
      own.table().problem("description", "no 'description'", "say what it does");
    }
    checkDefaults(own, outer);
    return new About(
        own.description(),
        own.example(),
        own.defaultValue(),
        own.generator(),
        own.template(),
        outer.sensitive(),
        own.required(),
        own.whole(),
        outer.services());
  }

  private static void checkDefaults(Attributes own, Outer outer) {
    int sources =
        (own.defaultValue().isPresent() ? 1 : 0)
            + (own.generator().isPresent() ? 1 : 0)
            + (own.template().isPresent() ? 1 : 0);
    if (sources > 1) {
      own.table()
          .problem(
              "default",
              "more than one of 'default', 'generator' and 'template'",
              "a value that nobody set comes from one place");
    }
    own.template().ifPresent(text -> checkTemplate(own, text));
    if (sources > 0 && !outer.fixed()) {
      own.table()
          .problem(
              "default",
              "a default for what the user names or lists",
              "write it into the template, by {{default ...}}");
    }
  }

  private static void checkTemplate(Attributes own, String text) {
    try {
      Template.parse("template", text);
    } catch (TemplateException e) {
      own.table().problem("template", e.problem().found(), e.problem().instead());
    }
  }

  private static void checkApplicable(Draft draft, boolean hasType) {
    if (draft.attributes.isEmpty()) {
      return;
    }
    Attributes own = draft.attributes.get();
    boolean forLists =
        own.minItems().isPresent()
            || own.maxItems().isPresent()
            || own.unique()
            || own.uniqueBy().isPresent();
    if (forLists && draft.element.isEmpty()) {
      own.table().problem("min-items", "a rule for lists", "write it where '[]' comes next");
    }
    boolean forLeaves =
        own.min().isPresent()
            || own.max().isPresent()
            || own.minLength().isPresent()
            || own.maxLength().isPresent()
            || own.pattern().isPresent()
            || !own.reserved().isEmpty();
    if (forLeaves && !hasType) {
      own.table().problem("min", "a rule for a value, but no 'type'", "add type = \"...\"");
    }
  }

  private void checkValue(Draft draft, String attribute, Setting setting, Json value) {
    Position position =
        draft.attributes.map(own -> own.table().position(attribute)).orElse(setting.position());
    var _ = new SettingsCheck(_ -> position, problems).check(attribute, setting, value);
  }

  private static int bound(Optional<OptionalLong> bound, int otherwise) {
    return Math.clamp(bound.orElse(OptionalLong.empty()).orElse(otherwise), 0, Integer.MAX_VALUE);
  }

  private void problem(Outer outer, String found, String instead) {
    problems.add(new Problem(outer.position(), found, instead));
  }
}
