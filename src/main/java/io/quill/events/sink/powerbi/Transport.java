package io.quill.events.sink.powerbi;

/** Sends one request once. It never throws for what happens on the way: that is a reply as well. */
public interface Transport {
    Reply send(Request request);
}
