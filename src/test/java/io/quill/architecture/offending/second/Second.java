package io.quill.architecture.offending.second;

import io.quill.architecture.offending.first.First;

public record Second(First first) {
    public void say() {
        System.out.println(first);
    }
}
