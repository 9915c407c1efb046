package io.quill.records.pull;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Keeps a short list in memory until it is written to the load. */
final class BufferingConsumer implements PageConsumer {
    private final List<byte[]> whole = new ArrayList<>();
    private final List<byte[]> page = new ArrayList<>();

    @Override
    public void begin() {
        page.clear();
    }

    @Override
    public boolean accept(byte[] json) {
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
