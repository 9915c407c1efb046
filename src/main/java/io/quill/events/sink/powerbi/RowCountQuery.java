package io.quill.events.sink.powerbi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.events.sink.RowCount;

/** Counts the rows of a table by a DAX query. */
final class RowCountQuery {
    private final Api api;

    RowCountQuery(Api api) {
        this.api = api;
    }

    RowCount count(String datasetId, String table, String column) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.putArray("queries").addObject().put("query", dax(table, column));
        body.putObject("serializerSettings").put("includeNulls", true);
        return switch (api.post("/" + datasetId + "/executeQueries", "", body)) {
            case Reply.Unsent(String why) -> new RowCount.Unknown(why);
            case Reply.NoReply(String why) -> new RowCount.Unknown(why);
            case Reply.Answer answer when answer.status() == 200 -> read(answer);
            case Reply.Answer answer -> refused(Complaint.of(answer));
        };
    }

    private static RowCount refused(Complaint complaint) {
        return complaint.speaksOf("duplicate")
                ? new RowCount.Doubled(complaint.words())
                : new RowCount.Unknown(complaint.words());
    }

    static String dax(String table, String column) {
        return "EVALUATE ROW(\"n\",COUNTROWS(%1$s),\"d\",DISTINCTCOUNT(%1$s[%2$s]))"
                .formatted(table, column);
    }

    /** An empty table counts as blank, which is null. */
    private static RowCount read(Reply.Answer answer) {
        JsonNode body = Json.read(answer.body());
        JsonNode rows = body.path("results").path(0).path("tables").path(0).path("rows");
        JsonNode number = rows.path(0).path("[n]");
        if (rows.size() != 1 || !(number.isNumber() || number.isNull())) {
            return new RowCount.Unknown(Complaint.of(answer).words());
        }
        return new RowCount.Rows(number.asLong(0));
    }
}
