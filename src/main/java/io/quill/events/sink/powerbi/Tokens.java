package io.quill.events.sink.powerbi;

/** Where the bearer token comes from. Faults are {@link TokenFault}s. */
public interface Tokens {
    String current();

    /** Another token than the one that was refused, asked for anew. */
    String renewed(String refused);
}
