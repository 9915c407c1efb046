package io.quill.records.connector;

import java.time.Duration;
import java.time.Instant;

/**
 * Cuts a long stretch of time into pieces, for services that refuse deep pages.
 *
 * @param span of a piece
 * @param least how small a piece may become that is still refused
 * @param widest how large one may become after others that were empty
 * @param initial where the time begins
 */
public record Windows(Duration span, Duration least, Duration widest, Instant initial) {}
