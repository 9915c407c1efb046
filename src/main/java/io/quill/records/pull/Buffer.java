package io.quill.records.pull;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Keeps a short list, read beside others, until it is its turn to land. */
final class Buffer implements PageTaker {
    private final List<byte[]> whole = new ArrayList<>();
    private final List<byte[]> page = new ArrayList<>();

    @Override
    public void begin() {
        page.clear();
    }

    @Override
    public boolean take(byte[] json) {
        page.add(json);
        return true;
    }

    @Override
    public boolean end(OptionalLong total) {
        whole.addAll(page);
        page.clear();
        return true;
    }

    List<byte[]> records() {
        return List.copyOf(whole);
    }
}
