package io.quill.operate.console.draw;

import static io.quill.operate.console.html.Html.html;
import static io.quill.operate.console.html.Html.joined;

import io.quill.operate.console.html.Html;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Table on a wide screen, and a card a row on a narrow one. Roles are explicit, since browsers lose
 * them with such a layout.
 */
public final class HtmlTable {
    private final String caption;
    private final List<Column> columns;

    /** Alignment of a column's cells. */
    public sealed interface Column {
        String name();

        record Words(String name) implements Column {}

        /** Words that need no name beside them on a narrow screen. */
        record Plain(String name) implements Column {}

        /** Right-aligned, so that digits stand below each other. */
        record Figure(String name) implements Column {}

        /** Machine-readable name of something. */
        record Code(String name) implements Column {}

        /** A box to tick, or something to press: it speaks for itself. */
        record Action(String name) implements Column {}
    }

    /** Row of cells. */
    public record Row(List<Html> cells) {
        public Row {
            cells = List.copyOf(cells);
        }

        /**
         * Made of text or markup.
         *
         * @param cells of an {@link java.util.Optional}, what is in it
         */
        public static Row of(Object... cells) {
            return new Row(Stream.of(cells).map(each -> html("{}", each)).toList());
        }
    }

    private HtmlTable(String caption, List<Column> columns) {
        this.caption = caption;
        this.columns = List.copyOf(columns);
    }

    /** The first column that is no action names its row. */
    public static HtmlTable of(String caption, Column... columns) {
        return new HtmlTable(caption, List.of(columns));
    }

    public static Column words(String name) {
        return new Column.Words(name);
    }

    public static Column plain(String name) {
        return new Column.Plain(name);
    }

    public static Column number(String name) {
        return new Column.Figure(name);
    }

    public static Column code(String name) {
        return new Column.Code(name);
    }

    public static Column action(String name) {
        return new Column.Action(name);
    }

    public Html with(Stream<Row> rows) {
        return html(
                """
                <div class="scroll" tabindex="0" role="region" aria-label="{}">
                <table class="cards" role="table"><caption class="unseen">{}</caption>\
                <thead role="rowgroup"><tr role="row">{}</tr></thead>\
                <tbody role="rowgroup">{}</tbody></table></div>
                """,
                caption,
                caption,
                columns.stream().map(HtmlTable::head).collect(joined()),
                rows.map(this::row).collect(joined()));
    }

    private static Html head(Column column) {
        return html(
                "<th scope=\"col\" role=\"columnheader\"{}>{}</th>",
                html(" class=\"number\"").when(column instanceof Column.Figure),
                column instanceof Column.Action(String name)
                        ? html("<span class=\"unseen\">{}</span>", name)
                        : Html.text(column.name()));
    }

    private Html row(Row row) {
        if (row.cells().size() != columns.size()) {
            throw new IllegalArgumentException(
                    "%d cells for %d columns: %s"
                            .formatted(row.cells().size(), columns.size(), caption));
        }
        return html(
                "<tr role=\"row\">{}</tr>",
                IntStream.range(0, columns.size())
                        .mapToObj(place -> cell(place, row.cells().get(place)))
                        .collect(joined()));
    }

    private Html cell(int place, Html content) {
        if (place == naming()) {
            return html("<th scope=\"row\" role=\"rowheader\">{}</th>", content);
        }
        return switch (columns.get(place)) {
            case Column.Words(String name) -> named("", name, content);
            case Column.Plain _ -> html("<td role=\"cell\" class=\"plain\">{}</td>", content);
            case Column.Figure(String name) -> named("number", name, content);
            case Column.Code(String name) -> named("key", name, content);
            case Column.Action _ -> html("<td role=\"cell\" class=\"action\">{}</td>", content);
        };
    }

    private static Html named(String kind, String name, Html content) {
        return html("<td role=\"cell\" class=\"{}\" data-name=\"{}\">{}</td>", kind, name, content);
    }

    private int naming() {
        return columns.getFirst() instanceof Column.Action ? 1 : 0;
    }
}
