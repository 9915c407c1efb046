package io.quill.sandbox.web;

/** A body that unpacks to more than a stand-in takes into memory. */
public final class TooLarge extends RuntimeException {
    TooLarge(int limit) {
        super("The body unpacks to more than " + limit + " bytes; send less at once.");
    }
}
