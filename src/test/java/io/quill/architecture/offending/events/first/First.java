package io.quill.architecture.offending.events.first;

import io.quill.architecture.offending.events.second.Second;

public record First(Second second) {}
