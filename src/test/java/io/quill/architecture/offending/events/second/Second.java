package io.quill.architecture.offending.events.second;

import io.quill.architecture.offending.events.first.First;

public record Second(First first) {
    public void say() {
        System.out.println(first);
    }
}
