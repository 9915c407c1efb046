package io.quill.records.landing;

import java.util.List;

/** What somebody who looks into a warehouse sees. */
public interface Inspection {
    /** Every table of every layer, in the order of the layers. */
    List<Table> tables(String tenant);

    /** Some rows of a table, each as one JSON object. */
    List<String> sample(String tenant, String layer, String table, int most);

    /** A table and how many rows it holds; live ones where it knows deleted ones. */
    record Table(String layer, String name, long rows, long live) {}
}
