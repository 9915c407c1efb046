package io.quill.events.sink.powerbi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.events.sink.RowCount;

/** DAX query for the number of rows of a table. */
final class RowCountQuery {
    private final WorkspaceApi workspaceApi;

    RowCountQuery(WorkspaceApi workspaceApi) {
        this.workspaceApi = workspaceApi;
    }

    RowCount count(String datasetId, String table, String column) {
        ObjectNode body = PowerBiJson.MAPPER.createObjectNode();
        body.putArray("queries").addObject().put("query", dax(table, column));
        body.putObject("serializerSettings").put("includeNulls", true);
        return switch (workspaceApi.post("/" + datasetId + "/executeQueries", "", body)) {
            case SendResult.Unsent(String why) -> new RowCount.Unknown(why);
            case SendResult.NoReply(String why) -> new RowCount.Unknown(why);
            case SendResult.Answer answer when answer.status() == 200 -> read(answer);
            case SendResult.Answer answer -> refused(PowerBiError.of(answer));
        };
    }

    private static RowCount refused(PowerBiError powerBiError) {
        return powerBiError.mentions("duplicate")
                ? new RowCount.Doubled(powerBiError.words())
                : new RowCount.Unknown(powerBiError.words());
    }

    static String dax(String table, String column) {
        return "EVALUATE ROW(\"n\",COUNTROWS(%1$s),\"d\",DISTINCTCOUNT(%1$s[%2$s]))"
                .formatted(table, column);
    }

    /** An empty table counts as blank, which is null. */
    private static RowCount read(SendResult.Answer answer) {
        JsonNode body = PowerBiJson.read(answer.body());
        JsonNode rows = body.path("results").path(0).path("tables").path(0).path("rows");
        JsonNode number = rows.path(0).path("[n]");
        if (rows.size() != 1 || !(number.isNumber() || number.isNull())) {
            return new RowCount.Unknown(PowerBiError.of(answer).words());
        }
        return new RowCount.Rows(number.asLong(0));
    }
}
