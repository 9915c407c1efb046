package io.quill.records.landing;

import java.util.UUID;

/** Steps that follow a load; repeating one changes nothing. Errors are WarehouseExceptions. */
public interface WarehouseLayers {
    /** Types and cleans what is in bronze and not yet in silver. */
    Refined silver(String tenant, String service, UUID run, Trigger trigger);

    /** Reads again what silver left out because it did not fit. */
    Refined replay(String tenant, String service, UUID run, Trigger trigger);

    /** Merges what is in silver into the canonical tables and their history. */
    Refined core(String tenant, UUID run, Trigger trigger);

    /** Result of a step; rejected rows are listed among the errors. */
    record Refined(long read, long written, long unchanged, long rejected) {
        public static final Refined NOTHING = new Refined(0, 0, 0, 0);

        public Refined plus(Refined other) {
            return new Refined(
                    read + other.read,
                    written + other.written,
                    unchanged + other.unchanged,
                    rejected + other.rejected);
        }
    }
}
