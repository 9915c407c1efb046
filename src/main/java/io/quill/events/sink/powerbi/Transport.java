package io.quill.events.sink.powerbi;

/**
 * Sends one request once. It never throws for what happens on the way; that is a result as well.
 */
public interface Transport {
    SendResult send(PowerBiRequest powerBiRequest);
}
