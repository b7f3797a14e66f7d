package dev.tidewire.query.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewire.platform.text.JsonText;
import dev.tidewire.platform.text.Utf8Writer;
import dev.tidewire.query.render.Column.Presence;
import dev.tidewire.query.render.Column.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowRendererTest {
  private static final Envelope ENVELOPE =
      Envelope.of("rows").before("asked", "7").after("unknown", "[\"x\"]");

  /** Every type, and every way for a value to be there or not. */
  private static final RowShape SHAPE =
      new RowShape(
          List.of(
              Column.ofGroup("sensor", Type.STRING),
              Column.ofRow("time", Type.TIME),
              Column.ofGroup("unit", Type.STRING),
              Column.optional("mean", Type.NUMBER),
              Column.optional("until", Type.TIME),
              Column.ofGroup("tags", Type.JSON),
              Column.ofRow("count", Type.NUMBER),
              Column.ofRow("note", Type.STRING),
              Column.optional("more", Type.JSON)),
          List.of(
              Arrays.asList("boiler-7", "Cel", "{\"site\":\"lyon\"}"),
              Arrays.<@Nullable String>asList("a,\"b\"\\\u00e9\ud83d\ude00", null, null)));

  private static final String CSV_HEADER = "sensor,time,unit,mean,until,tags,count,note,more\n";

  @Test
  void ndjsonHasAnObjectALineWithoutMissingMembers() {
    assertThat(render(Format.NDJSON, null))
        .isEqualTo(
            """
            {"sensor":"boiler-7","time":"1970-01-01T00:00:00Z","unit":"Cel","mean":71.3,"until":"1970-01-01T00:00:01.500Z","tags":{"site":"lyon"},"count":3,"note":"\\u000a","more":[1]}
            {"sensor":"a,\\"b\\"\\\\é😀","time":"1970-01-01T00:00:01.500Z","count":-4,"note":"x"}
            """);
  }

  @Test
  void csvHasALineARowWithEmptyFields() {
    assertThat(render(Format.CSV, null))
        .isEqualTo(
            """
            sensor,time,unit,mean,until,tags,count,note,more
            boiler-7,1970-01-01T00:00:00Z,Cel,71.3,1970-01-01T00:00:01.500Z,"{""site"":""lyon""}",3,"
            ",[1]
            "a,""b""\\é😀",1970-01-01T00:00:01.500Z,,,,,-4,x,
            """);
  }

  @Test
  void jsonHasTheLinesOfNdjsonInItsEnvelope() {
    // Given
    String lines = render(Format.NDJSON, null).stripTrailing().replace("\n", ",");
    // Then
    assertThat(render(Format.JSON, null))
        .isEqualTo("{\"asked\":7,\"rows\":[" + lines + "],\"unknown\":[\"x\"]}");
    assertThat(render(Format.JSON, "abc"))
        .isEqualTo("{\"asked\":7,\"rows\":[" + lines + "],\"unknown\":[\"x\"],\"next\":\"abc\"}");
  }

  @Test
  void noRowsAreAnEmptyArrayNothingAndAHeader() {
    assertThat(renderNothing(Format.JSON))
        .isEqualTo("{\"asked\":7,\"rows\":[],\"unknown\":[\"x\"]}");
    assertThat(renderNothing(Format.NDJSON)).isEmpty();
    assertThat(renderNothing(Format.CSV)).isEqualTo(CSV_HEADER);
  }

  /** The naive twin builds each row from its cells, without anything shared. */
  @Property
  void rowsOfAnyColumnsAreWhatTheirCellsAre(@ForAll("tables") Table table, @ForAll Format format) {
    assertThat(table.rendered(format)).isEqualTo(table.naively(format));
  }

  @Test
  void aCellOfTheWrongTypeFails() {
    RowWriter row = writer().row(0);
    assertThatThrownBy(() -> row.number(1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(row::absent).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(row::end).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aShapeThatCannotBeWrittenIsRefused() {
    List<Column> optional = List.of(Column.optional("a", Type.NUMBER));
    assertThatThrownBy(() -> RowShape.of(optional)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RowShape.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Column.ofGroup("a", Type.NUMBER))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Provide
  Arbitrary<Table> tables() {
    Arbitrary<Column> columns =
        Combinators.combine(
                Arbitraries.of("a", "b\"", "c,"),
                Arbitraries.of(Type.STRING, Type.JSON),
                Arbitraries.of(Presence.values()))
            .as(Column::new);
    Arbitrary<List<Column>> shapes =
        columns
            .list()
            .ofMinSize(1)
            .ofMaxSize(6)
            .filter(list -> list.get(0).presence() == Presence.ROW);
    Arbitrary<String> cells =
        Arbitraries.of("", "1", "\"x\"", ",", "null", " a", "b ", "c d", "=1", "@x", "-", "a=");
    return Combinators.combine(shapes, cells.list().ofSize(3 * 6)).as(Table::new);
  }

  private static RowWriter writer() {
    return RowRenderer.of(Format.JSON, SHAPE, ENVELOPE).rows(new Utf8Writer(0));
  }

  private static String render(Format format, @Nullable String next) {
    Utf8Writer out = new Utf8Writer(0);
    RowRenderer renderer = RowRenderer.of(format, SHAPE, ENVELOPE);
    renderer.begin(out);
    RowWriter rows = renderer.rows(out);
    rows.row(0).time(0).number(71.3).time(1_500_000).number(3).string("\n");
    rows.json("[1]").end();
    rows.row(1).time(1_500_000).absent().absent().number(-4).string("x");
    rows.absent().end();
    renderer.end(out, next);
    assertThat(rows.rows()).isEqualTo(2);
    return out.toString();
  }

  private static String renderNothing(Format format) {
    Utf8Writer out = new Utf8Writer(0);
    RowRenderer renderer = RowRenderer.of(format, SHAPE, ENVELOPE);
    renderer.begin(out);
    renderer.end(out, null);
    return out.toString();
  }

  /** Three rows, each in a group of its own; a cell {@code null} is absent where it may be. */
  record Table(List<Column> columns, List<String> cells) {
    private static final int ROWS = 3;

    String rendered(Format format) {
      Utf8Writer out = new Utf8Writer(0);
      RowRenderer renderer = RowRenderer.of(format, shape(), Envelope.of("rows"));
      renderer.begin(out);
      RowWriter rows = renderer.rows(out);
      for (int i = 0; i < ROWS; i++) {
        write(rows, i);
      }
      renderer.end(out, null);
      return out.toString();
    }

    String naively(Format format) {
      List<String> rows = IntStream.range(0, ROWS).mapToObj(row -> naively(format, row)).toList();
      return switch (format) {
        case JSON -> "{\"rows\":[" + String.join(",", rows) + "]}";
        case NDJSON -> String.join("\n", rows) + "\n";
        case CSV, CSV_WITHOUT_FORMULAS ->
            columns.stream().map(column -> csv(column.name())).collect(Collectors.joining(","))
                + "\n"
                + String.join("\n", rows)
                + "\n";
      };
    }

    private String naively(Format format, int row) {
      List<String> parts = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        Column column = columns.get(i);
        String cell = cell(row, i);
        if (format.mediaType().equals("text/csv")) {
          boolean isFormula = format != Format.CSV && column.type() == Type.STRING;
          parts.add(cell == null ? "" : csv(isFormula ? escaped(cell) : cell));
        } else if (cell != null) {
          String value = column.type() == Type.JSON ? cell : JsonText.quoted(cell);
          parts.add(JsonText.quoted(column.name()) + ":" + value);
        }
      }
      String joined = String.join(",", parts);
      return format.mediaType().equals("text/csv") ? joined : "{" + joined + "}";
    }

    private RowShape shape() {
      List<List<@Nullable String>> groups = new ArrayList<>();
      for (int row = 0; row < ROWS; row++) {
        List<@Nullable String> group = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
          if (columns.get(i).presence() == Presence.GROUP) {
            group.add(cell(row, i));
          }
        }
        groups.add(group);
      }
      return new RowShape(columns, groups);
    }

    private void write(RowWriter rows, int row) {
      rows.row(row);
      for (int i = 0; i < columns.size(); i++) {
        Column column = columns.get(i);
        String cell = cell(row, i);
        if (column.presence() == Presence.GROUP) {
          continue;
        }
        if (cell == null) {
          rows.absent();
        } else if (column.type() == Type.JSON) {
          rows.json(cell);
        } else {
          rows.string(cell);
        }
      }
      rows.end();
    }

    private @Nullable String cell(int row, int column) {
      String cell = cells.get(row * columns.size() + column);
      boolean absent = cell.equals("null") && columns.get(column).presence() != Presence.ROW;
      return absent ? null : cell;
    }

    private static String escaped(String field) {
      return field.matches("[=+@-].*") ? "'" + field : field;
    }

    private static String csv(String field) {
      return field.matches("([^,\"\r\n ]([^,\"\r\n]*[^,\"\r\n ])?)?")
          ? field
          : '"' + field.replace("\"", "\"\"") + '"';
    }
  }
}
