package io.quill.architecture.offending.events;

import org.slf4j.Logger;

public record Loaded(Logger logger) {}
