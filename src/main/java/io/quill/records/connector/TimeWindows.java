package io.quill.records.connector;

import java.time.Duration;
import java.time.Instant;

/**
 * Time windows into which a long range is cut, for services that refuse deep pages.
 *
 * @param span of a piece
 * @param least how small a piece may become that is still refused
 * @param widest how large one may become after others that were empty
 * @param initial where the time begins
 */
public record TimeWindows(Duration span, Duration least, Duration widest, Instant initial) {}
