package io.quill.sandbox.powerbi;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.sandbox.desk.Desk;
import io.quill.sandbox.web.Json;
import io.quill.sandbox.web.Reply;
import io.quill.sandbox.web.Request;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Does what an admitted caller asks for. */
final class Endpoint {
    private static final String NUMBER = "X-PowerBI-PushData-SequenceNumber";

    private final Desk desk;
    private final Map<String, Dataset> datasets;
    private final List<Poison> poisons;
    private final Limits limits;
    private final Queries queries;

    Endpoint(Desk desk, Map<String, Dataset> datasets, List<Poison> poisons, Limits limits) {
        this.desk = desk;
        this.datasets = datasets;
        this.poisons = poisons;
        this.limits = limits;
        this.queries = new Queries(limits);
    }

    Reply answer(Route route, String caller, Request request, Switches switches) {
        return switch (route.operation()) {
            case POST_DATASET -> create(route, request, switches);
            case GET_DATASETS -> list(route);
            case GET_DATASET -> Reply.json(200, told(dataset(route)));
            case DELETE_DATASET -> delete(route);
            case GET_TABLES -> tables(pushed(route), switches);
            case PUT_TABLE -> change(pushed(route), route.table(), request, switches);
            case POST_ROWS -> add(pushed(route), route.table(), caller, request, switches);
            case DELETE_ROWS -> clear(pushed(route), route.table(), switches);
            case SEQUENCE_NUMBERS -> numbers(pushed(route), route.table(), switches);
            case EXECUTE_QUERIES ->
                    queries.answer(dataset(route), caller, request, desk.now(), switches);
        };
    }

    private Dataset dataset(Route route) {
        Dataset dataset = datasets.get(route.dataset());
        if (dataset == null || !dataset.workspace.equals(route.workspace())) {
            throw new Refused(Shapes.noDataset());
        }
        return dataset;
    }

    private Dataset pushed(Route route) {
        Dataset dataset = dataset(route);
        if (dataset.mode != Schema.Mode.PUSH) {
            throw new Refused(Shapes.noPushDataset(dataset.id));
        }
        return dataset;
    }

    /** Names are not unique: the same again makes another dataset. */
    Reply.Answer create(Route route, Request request, Switches switches) {
        Retention retention =
                Retention.named(request.query("defaultRetentionPolicy").orElse("None"));
        Schema schema =
                new SchemaReader(limits, switches)
                        .dataset(request.json().orElseThrow(() -> malformed("dataset")));
        Dataset dataset = new Dataset(desk.newId(), route.workspace(), schema, retention, limits);
        datasets.put(dataset.id, dataset);
        int status = switches.creation() == Switches.Creation.CREATED ? 201 : 202;
        return Reply.json(
                status,
                Json.object()
                        .put("id", dataset.id)
                        .put("name", dataset.name)
                        .put("defaultRetentionPolicy", retention.wire));
    }

    private Reply list(Route route) {
        ObjectNode body = Json.object();
        var value = body.putArray("value");
        datasets.values().stream()
                .filter(each -> each.workspace.equals(route.workspace()))
                .forEach(each -> value.add(told(each)));
        return Reply.json(200, body);
    }

    private static ObjectNode told(Dataset dataset) {
        return Json.object()
                .put("id", dataset.id)
                .put("name", dataset.name)
                .put("addRowsAPIEnabled", dataset.mode == Schema.Mode.PUSH)
                .put("isRefreshable", false);
    }

    private Reply delete(Route route) {
        datasets.remove(dataset(route).id);
        return Reply.empty(200);
    }

    private static Reply tables(Dataset dataset, Switches switches) {
        ObjectNode body = Json.object();
        var value = body.putArray("value");
        for (Table table : dataset.tables()) {
            ObjectNode each = value.addObject().put("name", table.name);
            if (switches.tableList() == Switches.TableList.COLUMNS) {
                var columns = each.putArray("columns");
                for (Column column : table.columns()) {
                    columns.addObject()
                            .put("name", column.name())
                            .put("dataType", column.type().wire);
                }
            }
        }
        return Reply.json(200, body);
    }

    private Reply change(Dataset dataset, String name, Request request, Switches switches) {
        Table table = dataset.table(name);
        Schema.TableSchema wanted =
                new SchemaReader(limits, switches)
                        .table(request.json().orElseThrow(() -> malformed("table")));
        if (!wanted.name().equals(name)) {
            throw new Refused(Shapes.invalid("table", "A table cannot be renamed."));
        }
        dataset.change(table, wanted.columns(), desk.now(), switches);
        return Reply.json(200, Json.object().put("name", name));
    }

    private Reply add(
            Dataset dataset, String name, String caller, Request request, Switches switches) {
        Table table = dataset.table(name);
        dataset.countPost(desk.now(), switches);
        List<@Nullable Object[]> rows = rows(table, request, switches);
        Optional<Poison> poison =
                poisons.stream().filter(each -> each.spoils(table, rows)).findFirst();
        if (poison.isPresent()) {
            return poison.get().answer();
        }
        dataset.add(
                table, new Posted(caller, number(request, switches), rows), desk.now(), switches);
        return Reply.empty(200);
    }

    private List<@Nullable Object[]> rows(Table table, Request request, Switches switches) {
        if (request.body().length > limits.bytesPerPost()) {
            throw new Refused(
                    Shapes.plain(413, "RequestEntityTooLarge", "The request is too large."));
        }
        try {
            return new RowReader(table.columns(), limits, switches).read(request.body());
        } catch (Refused refused) {
            boolean odd = switches.rowRefusal() == Switches.RowRefusal.NOT_FOUND;
            throw odd && refused.answer().status() == 400
                    ? new Refused(Shapes.nested(404, "RequestedResourceNotFound", "", "", 1))
                    : refused;
        }
    }

    private static OptionalLong number(Request request, Switches switches) {
        String header = request.header(NUMBER).orElse("");
        if (header.isEmpty()
                || switches.sequenceNumbers() != Switches.SequenceNumbers.MONOTONIC_412) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(header));
        } catch (NumberFormatException _) {
            throw new Refused(Shapes.invalid(NUMBER, "The sequence number is no number."));
        }
    }

    private static Reply clear(Dataset dataset, String name, Switches switches) {
        dataset.clear(dataset.table(name), switches);
        return Reply.empty(200);
    }

    private static Reply numbers(Dataset dataset, String name, Switches switches) {
        Table table = dataset.table(name);
        if (switches.sequenceNumbers() == Switches.SequenceNumbers.UNSUPPORTED) {
            throw new Refused(Reply.empty(404));
        }
        ObjectNode body = Json.object();
        var value = body.putArray("value");
        dataset.numbers(table)
                .forEach(
                        (client, number) ->
                                value.addObject()
                                        .put("clientId", client)
                                        .put("sequenceNumber", number));
        return Reply.json(200, body);
    }

    private static Refused malformed(String target) {
        return new Refused(Shapes.invalid(target, "The body is not JSON."));
    }
}
