package io.quill.sandbox.powerbi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.sandbox.dax.DaxEngine;
import io.quill.sandbox.dax.DaxError;
import io.quill.sandbox.dax.DaxResult;
import io.quill.sandbox.desk.RateWindow;
import io.quill.sandbox.web.SandboxJson;
import io.quill.sandbox.web.SandboxReply;
import io.quill.sandbox.web.SandboxRequest;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The endpoint for DAX: one query a call, 100,000 rows, and a byte order mark before the JSON. */
final class QueryEndpoint {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String NO_SUCH_QUERY = "3239575574";

    private final PushLimits pushLimits;
    private final Map<String, RateWindow> asked = new ConcurrentHashMap<>();

    QueryEndpoint(PushLimits pushLimits) {
        this.pushLimits = pushLimits;
    }

    void clear() {
        asked.clear();
    }

    SandboxReply.Answer answer(
            Dataset dataset,
            String caller,
            SandboxRequest sandboxRequest,
            Instant now,
            PowerBiSwitches powerBiSwitches) {
        count(caller, now, powerBiSwitches);
        JsonNode body = sandboxRequest.json().orElseGet(SandboxJson::object);
        JsonNode queries = body.path("queries");
        if (queries.size() != 1) {
            throw new RefusedException(
                    PowerBiErrors.invalid("queries", "One query a call is allowed."));
        }
        if (powerBiSwitches.queries() == PowerBiSwitches.Queries.REFUSED) {
            throw failed("Queries are not supported on this dataset.");
        }
        dataset.broken()
                .ifPresent(
                        why -> {
                            throw failed(why);
                        });
        boolean nulls = body.path("serializerSettings").path("includeNulls").asBoolean(false);
        try {
            Instant seen = now.minusMillis(powerBiSwitches.queryLagMillis());
            String query = queries.path(0).path("query").asText();
            return told(DaxEngine.evaluate(query, dataset.views(seen)), nulls);
        } catch (DaxError e) {
            throw failed(e.getMessage());
        }
    }

    private void count(String caller, Instant now, PowerBiSwitches powerBiSwitches) {
        RateWindow rateWindow =
                asked.computeIfAbsent(caller, _ -> new RateWindow(Duration.ofMinutes(1)));
        Optional<Duration> wait;
        synchronized (rateWindow) {
            wait =
                    rateWindow.untilRoom(
                            powerBiSwitches.windows(), now, 1, pushLimits.queriesPerMinute());
            if (wait.isEmpty()) {
                rateWindow.add(now, 1);
            }
        }
        if (wait.isPresent()) {
            throw PushQuotaWindows.tooMany("Too many queries.", wait.get(), powerBiSwitches);
        }
    }

    private static RefusedException failed(@Nullable String why) {
        SandboxReply.Answer answer =
                PowerBiErrors.nested(
                        400, "DatasetExecuteQueriesError", "DetailsMessage", "" + why, 1);
        ObjectNode body = (ObjectNode) SandboxJson.read(answer.body()).orElseThrow();
        ObjectNode code =
                ((ObjectNode) body.at("/error/pbi.error")).withArray("details").addObject();
        code.put("code", "AnalysisServicesErrorCode")
                .putObject("detail")
                .put("type", 1)
                .put("value", NO_SUCH_QUERY);
        return new RefusedException(SandboxReply.json(400, body));
    }

    private SandboxReply.Answer told(DaxResult result, boolean nulls) {
        int most =
                Math.min(
                        pushLimits.rowsPerQuery(),
                        pushLimits.valuesPerQuery() / result.columns().size());
        int room = pushLimits.bytesPerQuery();
        ObjectNode body = SandboxJson.object();
        ObjectNode table = body.putArray("results").addObject().putArray("tables").addObject();
        var rows = table.putArray("rows");
        for (@Nullable Object[] row :
                result.rows().subList(0, Math.min(most, result.rows().size()))) {
            ObjectNode told = SandboxJson.object();
            fill(told, result, row, nulls);
            room -= SandboxJson.bytes(told).length + 1;
            if (room < 0) {
                cut(table, "More than " + pushLimits.bytesPerQuery() + " bytes in a query result");
                break;
            }
            rows.add(told);
        }
        if (room >= 0 && result.rows().size() > most) {
            cut(table, "More than " + most + " rows in a query result");
        }
        String marked = BYTE_ORDER_MARK + new String(SandboxJson.bytes(body), UTF_8);
        return SandboxReply.typed(200, "application/json; charset=utf-8", marked.getBytes(UTF_8));
    }

    private static void cut(ObjectNode table, String words) {
        table.putObject("error").put("code", "DatasetExecuteQueriesError").put("message", words);
    }

    /** Blanks are left out unless they are asked for. */
    private static void fill(
            ObjectNode into, DaxResult result, @Nullable Object[] row, boolean nulls) {
        for (int place = 0; place < row.length; place++) {
            if (row[place] != null || nulls) {
                put(into, result.columns().get(place), row[place]);
            }
        }
    }

    static void put(ObjectNode into, String name, @Nullable Object value) {
        switch (value) {
            case null -> into.putNull(name);
            case Long whole -> into.put(name, whole);
            case Double real -> into.put(name, real);
            case BigDecimal decimal -> into.put(name, decimal);
            case Boolean flag -> into.put(name, flag);
            case Instant moment ->
                    into.put(name, moment.atOffset(ZoneOffset.UTC).toLocalDateTime().toString());
            default -> into.put(name, value.toString());
        }
    }
}
