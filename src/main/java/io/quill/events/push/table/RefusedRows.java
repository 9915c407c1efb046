package io.quill.events.push.table;

import io.quill.events.dimension.Dimension;
import io.quill.platform.store.DataStore;

import java.util.List;
import java.util.stream.Stream;

/** Dimension rows that Power BI does not take, as any process may read them. */
public record RefusedRows(Dimension dimension, List<String> keys, String refusal) {
    /** Of a dataset, a table each; empty where all rows are taken. */
    public static List<RefusedRows> in(DataStore store, String dataset) {
        return Stream.of(Dimension.values())
                .map(each -> of(each, new Journal(store, dataset, each.table()).aside()))
                .filter(each -> !each.keys().isEmpty())
                .toList();
    }

    private static RefusedRows of(Dimension dimension, Aside aside) {
        return new RefusedRows(dimension, aside.keys(), aside.refusal());
    }
}
