package io.quill.events.history.rebuild;

import java.util.function.Consumer;

/** Rebuilds datasets from the archive, one at a time. */
public interface RebuildService extends AutoCloseable {
    /**
     * Order for a rebuild.
     *
     * @param clear whether the facts are emptied first
     */
    record Order(String dataset, boolean clear) {}

    RebuildOutcome run(Order order, Consumer<RebuildProgress> listener) throws InterruptedException;

    /**
     * Stops the rebuild that is under way, in whichever process, and returns whether there was one;
     * it can be continued.
     */
    boolean stop();

    /** Stops the rebuild of this process. */
    @Override
    void close();
}
