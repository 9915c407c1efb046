package io.quill.records.pull.paging;

/** Loop in the pages of a service: a page leads back to one that was read already. */
public final class PagingLoopException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PagingLoopException() {
        super("leads back to a page that was read already");
    }
}
