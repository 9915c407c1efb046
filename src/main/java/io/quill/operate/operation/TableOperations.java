package io.quill.operate.operation;

import io.quill.events.dimension.Dimension;
import io.quill.events.push.Clearings;
import io.quill.events.push.Clearings.Clearing;
import io.quill.operate.rest.Call;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.Parameter;
import io.quill.operate.rest.Problem;
import io.quill.operate.rest.Reply;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Empties tables of the dataset, for those who say twice which. */
public final class TableOperations implements Operations {
    private static final String FACTS = "FactEvent";

    private final Clearings clearings;
    private final InstantSource clock;

    public TableOperations(Clearings clearings, InstantSource clock) {
        this.clearings = clearings;
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
                        .answers(ClearingsTold.class, _ -> Reply.ok(pending())),
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
        return new ClearingsTold(clearings.pending().stream().map(ClearingTold::of).toList());
    }

    private Reply clear(Call call) {
        String table = call.path("table");
        if (call.text("confirm").filter(table::equals).isEmpty()) {
            return Reply.of(
                    Problem.of(
                            400,
                            "unconfirmed",
                            "This removes every row of " + table,
                            "Say it twice: confirm=" + table));
        }
        Clearing ordered = clearings.order(table, call.caller().name(), clock);
        return Reply.ok(ClearingTold.of(ordered)).saying("ordered: every row of " + table);
    }

    record ClearingsTold(List<ClearingTold> clearings) {}

    record ClearingTold(String table, String who, Instant at) {
        static ClearingTold of(Clearing clearing) {
            return new ClearingTold(clearing.table(), clearing.who(), clearing.at());
        }
    }
}
