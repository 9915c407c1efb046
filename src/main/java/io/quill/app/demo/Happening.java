package io.quill.app.demo;

import io.quill.events.Metric;

import java.time.Instant;

/**
 * Something an agent does.
 *
 * @param arrives when its webhook comes, now and then much later
 */
record Happening(Instant at, Instant arrives, Agent agent, Metric metric) {}
