package io.quill.operate.console.page;

import static io.quill.operate.console.draw.HtmlTable.plain;
import static io.quill.operate.console.draw.HtmlTable.words;
import static io.quill.operate.console.html.Html.html;
import static io.quill.operate.console.html.Html.joined;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quill.events.dimension.sync.Delta;
import io.quill.events.dimension.sync.RowChange;
import io.quill.operate.console.draw.HtmlTable;
import io.quill.operate.console.draw.HtmlTable.Row;
import io.quill.operate.console.html.DisplayFormat;
import io.quill.operate.console.html.Html;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Table of the changes between two versions, column by column. */
final class DifferenceTable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> NAMES = List.of("AgentName", "MetricName");
    private static final HtmlTable TABLE =
            HtmlTable.of("Rows that differ", words("Row"), plain("It is"), plain("What changes"));

    private DifferenceTable() {}

    static String told(Delta.Counts delta) {
        return delta.added() + delta.changed() + delta.removed() == 0
                ? "nothing"
                : "%s added, %s changed, %s removed"
                        .formatted(
                                DisplayFormat.count(delta.added()),
                                DisplayFormat.count(delta.changed()),
                                DisplayFormat.count(delta.removed()));
    }

    static Html of(Delta delta) {
        if (delta.changes().isEmpty()) {
            return html("<p class=\"card nothing\">No row is other than it was.</p>");
        }
        return html(
                "<section>{}{}</section>",
                TABLE.with(delta.changes().stream().map(DifferenceTable::row)),
                html("<p class=\"hint\">The first {} are shown.</p>", Delta.MOST_SHOWN)
                        .when(delta.changes().size() == Delta.MOST_SHOWN));
    }

    private static Row row(RowChange change) {
        Map<String, String> before = fields(change.before());
        Map<String, String> after = fields(change.after());
        return Row.of(
                html(
                        "{} <span class=\"hint\">{} {}</span>",
                        name(after).or(() -> name(before)).orElse(change.key()),
                        DisplayFormat.plain(change.dimension()),
                        change.key()),
                kind(change),
                columns(before, after));
    }

    private static Html kind(RowChange change) {
        if (change.before().isEmpty()) {
            return StateBadges.mark("good", "new");
        }
        return change.after().isEmpty()
                ? StateBadges.mark("bad", "gone")
                : StateBadges.mark("busy", "changed");
    }

    private static Optional<String> name(Map<String, String> fields) {
        return NAMES.stream().map(fields::get).filter(Objects::nonNull).findFirst();
    }

    /** Only what differs; of a row that is new or gone, all of it. */
    private static Html columns(Map<String, String> before, Map<String, String> after) {
        return html(
                "<ul class=\"columns\">{}</ul>",
                Stream.concat(before.keySet().stream(), after.keySet().stream())
                        .distinct()
                        .filter(name -> !Objects.equals(before.get(name), after.get(name)))
                        .map(name -> column(name, value(before, name), value(after, name)))
                        .collect(joined()));
    }

    private static Optional<String> value(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name));
    }

    private static Html column(String name, Optional<String> before, Optional<String> after) {
        return html(
                "<li><span class=\"hint\">{}</span> {}{}{}</li>",
                name,
                before.map(each -> html("<del>{}</del>", each)),
                html(" <span aria-hidden=\"true\">→</span> ")
                        .when(before.isPresent() && after.isPresent()),
                after.map(each -> html("<ins>{}</ins>", each)));
    }

    /** Blank ones are left out: they say nothing. */
    private static Map<String, String> fields(Optional<String> row) {
        Map<String, String> fields = new TreeMap<>();
        row.map(DifferenceTable::parsed)
                .ifPresent(
                        all ->
                                all.properties()
                                        .forEach(
                                                each ->
                                                        fields.put(
                                                                each.getKey(),
                                                                each.getValue().asText())));
        fields.values().removeIf(String::isBlank);
        return fields;
    }

    private static JsonNode parsed(String row) {
        try {
            return MAPPER.readTree(row);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This is no row: " + row, e);
        }
    }
}
