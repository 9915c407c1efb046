package io.quill.sandbox.powerbi;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.sandbox.desk.CallHandler;
import io.quill.sandbox.web.SandboxJson;
import io.quill.sandbox.web.SandboxReply;
import io.quill.sandbox.web.SandboxRequest;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Performs the operations of an admitted caller. */
final class PushApi {
    private static final String NUMBER = "X-PowerBI-PushData-SequenceNumber";

    private final CallHandler callHandler;
    private final Map<String, Dataset> datasets;
    private final List<PoisonRow> poisons;
    private final PushLimits pushLimits;
    private final QueryEndpoint queryEndpoint;

    PushApi(
            CallHandler callHandler,
            Map<String, Dataset> datasets,
            List<PoisonRow> poisons,
            PushLimits pushLimits) {
        this.callHandler = callHandler;
        this.datasets = datasets;
        this.poisons = poisons;
        this.pushLimits = pushLimits;
        this.queryEndpoint = new QueryEndpoint(pushLimits);
    }

    SandboxReply answer(
            PushRoute pushRoute,
            String caller,
            SandboxRequest sandboxRequest,
            PowerBiSwitches powerBiSwitches) {
        return switch (pushRoute.operation()) {
            case POST_DATASET -> create(pushRoute, sandboxRequest, powerBiSwitches);
            case GET_DATASETS -> list(pushRoute);
            case GET_DATASET -> SandboxReply.json(200, told(dataset(pushRoute)));
            case DELETE_DATASET -> delete(pushRoute);
            case GET_TABLES -> tables(pushed(pushRoute), powerBiSwitches);
            case PUT_TABLE ->
                    change(pushed(pushRoute), pushRoute.table(), sandboxRequest, powerBiSwitches);
            case POST_ROWS ->
                    add(
                            pushed(pushRoute),
                            pushRoute.table(),
                            caller,
                            sandboxRequest,
                            powerBiSwitches);
            case DELETE_ROWS -> clear(pushed(pushRoute), pushRoute.table(), powerBiSwitches);
            case SEQUENCE_NUMBERS -> numbers(pushed(pushRoute), pushRoute.table(), powerBiSwitches);
            case EXECUTE_QUERIES ->
                    queryEndpoint.answer(
                            dataset(pushRoute),
                            caller,
                            sandboxRequest,
                            callHandler.now(),
                            powerBiSwitches);
        };
    }

    private Dataset dataset(PushRoute pushRoute) {
        Dataset dataset = datasets.get(pushRoute.dataset());
        if (dataset == null || !dataset.workspace.equals(pushRoute.workspace())) {
            throw new RefusedException(PowerBiErrors.noDataset());
        }
        return dataset;
    }

    private Dataset pushed(PushRoute pushRoute) {
        Dataset dataset = dataset(pushRoute);
        if (dataset.mode != DatasetDefinition.Mode.PUSH) {
            throw new RefusedException(PowerBiErrors.noPushDataset(dataset.id));
        }
        return dataset;
    }

    /** Names are not unique: the same again makes another dataset. */
    SandboxReply.Answer create(
            PushRoute pushRoute, SandboxRequest sandboxRequest, PowerBiSwitches powerBiSwitches) {
        RowRetention rowRetention =
                RowRetention.named(sandboxRequest.query("defaultRetentionPolicy").orElse("None"));
        DatasetDefinition datasetDefinition =
                new DatasetDefinitionReader(pushLimits, powerBiSwitches)
                        .dataset(sandboxRequest.json().orElseThrow(() -> malformed("dataset")));
        Dataset dataset =
                new Dataset(
                        callHandler.newId(),
                        pushRoute.workspace(),
                        datasetDefinition,
                        rowRetention,
                        pushLimits);
        datasets.put(dataset.id, dataset);
        int status = powerBiSwitches.creation() == PowerBiSwitches.Creation.CREATED ? 201 : 202;
        return SandboxReply.json(
                status,
                SandboxJson.object()
                        .put("id", dataset.id)
                        .put("name", dataset.name)
                        .put("defaultRetentionPolicy", rowRetention.wire));
    }

    private SandboxReply list(PushRoute pushRoute) {
        ObjectNode body = SandboxJson.object();
        var value = body.putArray("value");
        datasets.values().stream()
                .filter(each -> each.workspace.equals(pushRoute.workspace()))
                .forEach(each -> value.add(told(each)));
        return SandboxReply.json(200, body);
    }

    private static ObjectNode told(Dataset dataset) {
        return SandboxJson.object()
                .put("id", dataset.id)
                .put("name", dataset.name)
                .put("addRowsAPIEnabled", dataset.mode == DatasetDefinition.Mode.PUSH)
                .put("isRefreshable", false);
    }

    private SandboxReply delete(PushRoute pushRoute) {
        datasets.remove(dataset(pushRoute).id);
        return SandboxReply.empty(200);
    }

    private static SandboxReply tables(Dataset dataset, PowerBiSwitches powerBiSwitches) {
        ObjectNode body = SandboxJson.object();
        var value = body.putArray("value");
        for (PushTable pushTable : dataset.tables()) {
            ObjectNode each = value.addObject().put("name", pushTable.name);
            if (powerBiSwitches.tableList() == PowerBiSwitches.TableList.COLUMNS) {
                var columns = each.putArray("columns");
                for (PushColumn pushColumn : pushTable.columns()) {
                    columns.addObject()
                            .put("name", pushColumn.name())
                            .put("dataType", pushColumn.type().wire);
                }
            }
        }
        return SandboxReply.json(200, body);
    }

    private SandboxReply change(
            Dataset dataset,
            String name,
            SandboxRequest sandboxRequest,
            PowerBiSwitches powerBiSwitches) {
        PushTable pushTable = dataset.table(name);
        DatasetDefinition.TableSchema wanted =
                new DatasetDefinitionReader(pushLimits, powerBiSwitches)
                        .table(sandboxRequest.json().orElseThrow(() -> malformed("table")));
        if (!wanted.name().equals(name)) {
            throw new RefusedException(
                    PowerBiErrors.invalid("table", "A table cannot be renamed."));
        }
        dataset.change(pushTable, wanted.columns(), callHandler.now(), powerBiSwitches);
        return SandboxReply.json(200, SandboxJson.object().put("name", name));
    }

    private SandboxReply add(
            Dataset dataset,
            String name,
            String caller,
            SandboxRequest sandboxRequest,
            PowerBiSwitches powerBiSwitches) {
        PushTable pushTable = dataset.table(name);
        dataset.countPost(callHandler.now(), powerBiSwitches);
        List<@Nullable Object[]> rows = rows(pushTable, sandboxRequest, powerBiSwitches);
        Optional<PoisonRow> poison =
                poisons.stream().filter(each -> each.matches(pushTable, rows)).findFirst();
        if (poison.isPresent()) {
            return poison.get().answer();
        }
        dataset.add(
                pushTable,
                new PostedRows(caller, number(sandboxRequest, powerBiSwitches), rows),
                callHandler.now(),
                powerBiSwitches);
        return SandboxReply.empty(200);
    }

    private List<@Nullable Object[]> rows(
            PushTable pushTable, SandboxRequest sandboxRequest, PowerBiSwitches powerBiSwitches) {
        if (sandboxRequest.body().length > pushLimits.bytesPerPost()) {
            throw new RefusedException(
                    PowerBiErrors.plain(413, "RequestEntityTooLarge", "The request is too large."));
        }
        try {
            return new RowReader(pushTable.columns(), pushLimits, powerBiSwitches)
                    .read(sandboxRequest.body());
        } catch (RefusedException refusedException) {
            boolean odd = powerBiSwitches.rowRefusal() == PowerBiSwitches.RowRefusal.NOT_FOUND;
            throw odd && refusedException.answer().status() == 400
                    ? new RefusedException(
                            PowerBiErrors.nested(404, "RequestedResourceNotFound", "", "", 1))
                    : refusedException;
        }
    }

    private static OptionalLong number(
            SandboxRequest sandboxRequest, PowerBiSwitches powerBiSwitches) {
        String header = sandboxRequest.header(NUMBER).orElse("");
        if (header.isEmpty()
                || powerBiSwitches.sequenceNumbers()
                        != PowerBiSwitches.SequenceNumbers.MONOTONIC_412) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(header));
        } catch (NumberFormatException _) {
            throw new RefusedException(
                    PowerBiErrors.invalid(NUMBER, "The sequence number is no number."));
        }
    }

    private static SandboxReply clear(
            Dataset dataset, String name, PowerBiSwitches powerBiSwitches) {
        dataset.clear(dataset.table(name), powerBiSwitches);
        return SandboxReply.empty(200);
    }

    private static SandboxReply numbers(
            Dataset dataset, String name, PowerBiSwitches powerBiSwitches) {
        PushTable pushTable = dataset.table(name);
        if (powerBiSwitches.sequenceNumbers() == PowerBiSwitches.SequenceNumbers.UNSUPPORTED) {
            throw new RefusedException(SandboxReply.empty(404));
        }
        ObjectNode body = SandboxJson.object();
        var value = body.putArray("value");
        dataset.numbers(pushTable)
                .forEach(
                        (client, number) ->
                                value.addObject()
                                        .put("clientId", client)
                                        .put("sequenceNumber", number));
        return SandboxReply.json(200, body);
    }

    private static RefusedException malformed(String target) {
        return new RefusedException(PowerBiErrors.invalid(target, "The body is not JSON."));
    }
}
