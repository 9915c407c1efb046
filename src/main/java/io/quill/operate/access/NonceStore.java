package io.quill.operate.access;

/** Nonces of signatures, each good for one request. */
public interface NonceStore {
    /** Returns whether this is the first use of a nonce, over all replicas. */
    boolean useUp(String nonce);
}
