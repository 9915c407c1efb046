package io.quill.records.pull.paging;

/** The service leads in a circle. */
public final class Endless extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Endless() {
        super("leads back to a page that was read already");
    }
}
