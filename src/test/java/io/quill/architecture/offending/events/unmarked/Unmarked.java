package io.quill.architecture.offending.events.unmarked;

record Unmarked() {}
