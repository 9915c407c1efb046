package io.quill.webhook;

import io.quill.ledger.Arrival;
import io.quill.ledger.Holding;

import java.util.List;

/** Where the arrivals of a delivery are made durable, all together. */
public interface Hold {
    List<Holding> hold(List<Arrival> arrivals);
}
