package io.quill.platform.http;

/** Sends one request once. It never throws for what happens on the way: that is a reply as well. */
public interface Wire {
    Reply send(Request request);
}
