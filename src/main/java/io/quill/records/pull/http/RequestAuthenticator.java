package io.quill.records.pull.http;

/** Supplies the credentials of a request. A PullException says why it cannot. */
public interface RequestAuthenticator {
    RequestCredentials credentials();

    /** Replaces refused credentials and returns whether there are others to try. */
    boolean renew(RequestCredentials refused);
}
