package io.quill.architecture.offending.unmarked;

record Unmarked() {}
