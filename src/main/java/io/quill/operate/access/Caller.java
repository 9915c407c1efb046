package io.quill.operate.access;

/**
 * Authenticated sender of a request, and its address.
 *
 * @param name that of the key, or what stands for a signature or for Quill itself
 * @param address of the one who asked, as far as trusted proxies tell it
 */
public record Caller(String name, Way way, String address) {
    /** Method by which a caller was authenticated. */
    public enum Way {
        KEY,
        /** An HTTP Message Signature, which covers what is asked for. */
        SIGNATURE,
        /** Headers of Standard Webhooks, which cover an id, a time and the body alone. */
        WEBHOOK,
        COMMAND_LINE,
        TIMER
    }
}
