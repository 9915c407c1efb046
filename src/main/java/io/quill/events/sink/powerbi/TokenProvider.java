package io.quill.events.sink.powerbi;

/** Supplier of bearer tokens; throws a TokenException where there is none. */
public interface TokenProvider {
    String current();

    /** Returns a new token in place of the one that was refused. */
    String renew(String refused);
}
