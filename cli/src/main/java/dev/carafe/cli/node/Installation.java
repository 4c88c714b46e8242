package dev.carafe.cli.node;

import dev.carafe.cli.answer.Columns;
import dev.carafe.cli.answer.Printable;
import dev.carafe.settings.json.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What it takes to put a release onto a node's disk, as the node tells it: what is fetched from
/// where, and which room is needed.
record Installation(Json.Struct json) {

  /// Why it would not be begun; empty where nothing is in the way.
  Optional<String> refusal() {
    return json.text("refusal").map(Printable::of);
  }

  /// For a person.
  void write(PrintWriter out) {
    write(
        List.of("part", "as", "at most", "file", "from"),
        json.objects("downloads").stream().map(Installation::download).toList(),
        out);
    write(
        List.of("room in", "needed", "there", "missing"),
        json.objects("rooms").stream().map(Installation::room).toList(),
        out);
  }

  private static void write(List<String> heads, List<List<String>> rows, PrintWriter out) {
    if (!rows.isEmpty()) {
      out.println();
      Columns.write(heads, rows, out);
    }
  }

  private static List<String> download(Json.Struct download) {
    return List.of(
        Cells.text(download, "what"),
        Cells.isTrue(download, "delta") ? "delta" : "whole",
        Cells.megabytes(download, "bytes"),
        Cells.text(download, "target"),
        String.join(", ", places(download)));
  }

  private static List<String> places(Json.Struct download) {
    List<String> places = new ArrayList<>();
    if (download.member("from").orElse(new Json.Null()) instanceof Json.Array(List<Json> all)) {
      for (Json place : all) {
        if (place instanceof Json.Text(String address)) {
          places.add(Printable.of(address));
        }
      }
    }
    return places;
  }

  private static List<String> room(Json.Struct room) {
    double missing = bytes(room, "needed") - bytes(room, "there");
    return List.of(
        Cells.text(room, "where"),
        Cells.megabytes(room, "needed"),
        Cells.megabytes(room, "there"),
        missing > 0 ? Cells.megabytes(missing) : "");
  }

  private static double bytes(Json.Struct room, String member) {
    String bytes = Cells.number(room, member);
    return bytes.isEmpty() ? 0 : Double.parseDouble(bytes);
  }
}
