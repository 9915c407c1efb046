package io.quill.records.pull;

import java.util.OptionalLong;

/** Writes listed records to the load as they are. */
final class DirectConsumer implements PageConsumer {
    private final LoadWriter caught;
    private final PageCounter pageCounter;

    DirectConsumer(LoadWriter caught, PageCounter pageCounter) {
        this.caught = caught;
        this.pageCounter = pageCounter;
    }

    @Override
    public void begin() {}

    @Override
    public boolean accept(byte[] json) {
        caught.add(json);
        return caught.wantsMore();
    }

    @Override
    public boolean end(OptionalLong total) {
        pageCounter.countPage(caught.records(), total);
        return caught.wantsMore();
    }
}
