package io.quill.operate.client;

/** Client of the admin API. */
public interface AdminApiClient extends AutoCloseable {
    /** Faults are {@link UnreachableException}s; that a question is refused is an answer. */
    AdminAnswer send(AdminQuestion adminQuestion);

    @Override
    void close();
}
