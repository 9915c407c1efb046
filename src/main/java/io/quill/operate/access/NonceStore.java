package io.quill.operate.access;

/** Nonces of signatures, each good for one request. */
public interface NonceStore {
    /** Whether this is its first use, over all replicas. */
    boolean useUp(String nonce);
}
