package io.quill.architecture.offending.first;

import io.quill.architecture.offending.second.Second;

public record First(Second second) {}
