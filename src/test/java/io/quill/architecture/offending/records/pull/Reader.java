package io.quill.architecture.offending.records.pull;

import io.quill.architecture.offending.events.Loaded;

record Reader(Loaded event) {}
