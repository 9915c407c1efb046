package io.quill.app.demo;

import io.quill.events.Metric;

import java.time.Instant;

/**
 * Event that an agent causes.
 *
 * @param arrives when its webhook comes, now and then much later
 */
record DemoEvent(Instant at, Instant arrives, DemoAgent agent, Metric metric) {}
