package io.quill.events.push;

import java.time.Instant;

/** Order of an operator about a held batch, which the pusher carries out next. */
public record HeldBatchOrder(HeldBatchDecision ruling, String who, Instant at) {}
