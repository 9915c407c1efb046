package io.quill.events.history.rebuild;

import java.util.function.Consumer;

/** Fills datasets from the archive, one at a time. */
public interface Rebuilds extends AutoCloseable {
    /**
     * What is to be done.
     *
     * @param clear whether the facts are emptied first
     */
    record Order(String dataset, boolean clear) {}

    Outcome run(Order order, Consumer<Progress> listener) throws InterruptedException;

    /**
     * Has whoever rebuilds stop, in whichever process; it can be gone on with. Whether anybody was.
     */
    boolean stop();

    /** Stops what goes on in this process. */
    @Override
    void close();
}
