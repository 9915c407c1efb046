package io.quill.events.push.table;

import io.quill.events.dimension.Dimension;
import io.quill.platform.store.DataStore;

import java.util.List;
import java.util.stream.Stream;

/** Dimension rows that Power BI does not take, as any process may read them. */
public record RefusedRows(Dimension dimension, List<String> keys, String refusal) {
    /** Returns the refused rows of a dataset, by table; empty where all rows are taken. */
    public static List<RefusedRows> find(DataStore store, String dataset) {
        return Stream.of(Dimension.values())
                .map(each -> of(each, new TableStateStore(store, dataset, each.table()).aside()))
                .filter(each -> !each.keys().isEmpty())
                .toList();
    }

    private static RefusedRows of(Dimension dimension, SetAsideRows setAsideRows) {
        return new RefusedRows(dimension, setAsideRows.keys(), setAsideRows.refusal());
    }
}
