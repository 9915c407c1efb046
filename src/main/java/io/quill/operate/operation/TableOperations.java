package io.quill.operate.operation;

import io.quill.events.dimension.Dimension;
import io.quill.events.push.ClearOrders;
import io.quill.events.push.ClearOrders.Clearing;
import io.quill.operate.rest.AdminReply;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.OperationCall;
import io.quill.operate.rest.Parameter;
import io.quill.operate.rest.Problem;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Operations that empty tables of the dataset, after a confirmation. */
public final class TableOperations implements OperationGroup {
    private static final String FACTS = "FactEvent";

    private final ClearOrders clearOrders;
    private final InstantSource clock;

    public TableOperations(ClearOrders clearOrders, InstantSource clock) {
        this.clearOrders = clearOrders;
        this.clock = clock;
    }

    @Override
    public List<Operation> all() {
        List<String> tables =
                Stream.concat(
                                Stream.of(FACTS),
                                Arrays.stream(Dimension.values()).map(Dimension::table))
                        .toList();
        return List.of(
                Operation.get(
                                "/admin/clear",
                                "listClearings",
                                "Tables that wait to be emptied by the pusher")
                        .answers(ClearingsTold.class, _ -> AdminReply.ok(pending())),
                Operation.post(
                                "/admin/clear/{table}",
                                "clearTable",
                                "Has the pusher empty a table; a dimension is filled again at"
                                        + " once, facts come back by a rebuild alone")
                        .path(Parameter.oneOf("table", tables, "of the dataset"))
                        .query(Parameter.text("confirm", "the name of the table once more"))
                        .answers(ClearingTold.class, this::clear));
    }

    private ClearingsTold pending() {
        return new ClearingsTold(clearOrders.pending().stream().map(ClearingTold::of).toList());
    }

    private AdminReply clear(OperationCall operationCall) {
        String table = operationCall.path("table");
        if (operationCall.text("confirm").filter(table::equals).isEmpty()) {
            return AdminReply.of(
                    Problem.of(
                            400,
                            "unconfirmed",
                            "This removes every row of " + table,
                            "Say it twice: confirm=" + table));
        }
        Clearing ordered = clearOrders.order(table, operationCall.caller().name(), clock);
        return AdminReply.ok(ClearingTold.of(ordered)).withWords("ordered: every row of " + table);
    }

    record ClearingsTold(List<ClearingTold> clearings) {}

    record ClearingTold(String table, String who, Instant at) {
        static ClearingTold of(Clearing clearing) {
            return new ClearingTold(clearing.table(), clearing.who(), clearing.at());
        }
    }
}
