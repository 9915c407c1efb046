package io.quill.records.pull.http;

/** Signs what is asked. A {@link PullException} says why it cannot. */
public interface Signer {
    Signature sign();

    /** A signature was refused: whether there is another one to try. */
    boolean renew(Signature refused);
}
