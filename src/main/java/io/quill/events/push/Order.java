package io.quill.events.push;

import java.time.Instant;

/** A ruling that was given, and that the pusher carries out with its next round. */
public record Order(Ruling ruling, String who, Instant at) {}
