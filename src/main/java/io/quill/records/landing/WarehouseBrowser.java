package io.quill.records.landing;

import java.util.List;

/** Read access to the tables of a warehouse, for people who look into it. */
public interface WarehouseBrowser {
    /** Every table of every layer, in the order of the layers. */
    List<Table> tables(String tenant);

    /** Returns some rows of a table, each as one JSON object. */
    List<String> sample(String tenant, String layer, String table, int most);

    /** A table and how many rows it holds; live ones where it knows deleted ones. */
    record Table(String layer, String name, long rows, long live) {}
}
