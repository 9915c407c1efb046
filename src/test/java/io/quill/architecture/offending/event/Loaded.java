package io.quill.architecture.offending.event;

import org.slf4j.Logger;

record Loaded(Logger logger) {}
