package io.quill.sandbox.web;

/** What answers the requests of one origin; called on a virtual thread, so it may block. */
public interface Site {
    Reply answer(Request request);
}
