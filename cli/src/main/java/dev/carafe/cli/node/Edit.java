package dev.carafe.cli.node;

import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonWriter;
import java.util.List;
import java.util.stream.Collectors;

/// A change of settings, as somebody wrote it.
sealed interface Edit {

  /// Puts it into a transaction.
  void stage(Transaction transaction);

  /// `KEY=VALUE`, where the node finds out the values' types.
  record Pairs(List<String> pairs) implements Edit {
    public Pairs {
      pairs = pairs.stream().map(Keys::completed).toList();
    }

    @Override
    public void stage(Transaction transaction) {
      Json body = Json.object().with("request_payload", String.join("\n", pairs)).build();
      transaction.stage("PATCH", "/settings/keypair", JsonWriter.write(body));
    }
  }

  /// A file of settings, or a part of one.
  record Document(SettingsDocument document) implements Edit {
    @Override
    public void stage(Transaction transaction) {
      if (!document.whole().isEmpty()) {
        new Deletion(document.whole().stream().map(Key::toString).toList()).stage(transaction);
      }
      try {
        transaction.stage("PATCH", "/settings", JsonWriter.write(document.settings()));
      } catch (AnswerException e) {
        throw document.located(e);
      }
    }
  }

  /// Settings, or tables of them, that are to be as if never set.
  record Deletion(List<String> keys) implements Edit {
    public Deletion {
      keys = keys.stream().map(Keys::completed).toList();
    }

    @Override
    public void stage(Transaction transaction) {
      String list = keys.stream().map(NodeClient::encoded).collect(Collectors.joining(","));
      transaction.stage("DELETE", "/v1/settings?keys=" + list, "");
    }
  }

  /// Keys as people write them.
  final class Keys {
    private static final String ROOT = "settings";

    private Keys() {}

    /// `settings.` may be left out.
    static String completed(String key) {
      boolean whole = key.equals(ROOT) || key.startsWith(ROOT + ".") || key.startsWith(ROOT + "=");
      return whole ? key : ROOT + "." + key;
    }

    /// Whether a text is `KEY=VALUE`.
    static boolean isPair(String text) {
      int equals = text.indexOf('=');
      return equals > 0 && text.substring(0, equals).indexOf('/') != 0;
    }
  }
}
