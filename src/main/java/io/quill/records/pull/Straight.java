package io.quill.records.pull;

import java.util.OptionalLong;

/** Lets what a list holds land as it is. */
final class Straight implements PageTaker {
    private final Catch caught;
    private final Pages pages;

    Straight(Catch caught, Pages pages) {
        this.caught = caught;
        this.pages = pages;
    }

    @Override
    public void begin() {}

    @Override
    public boolean take(byte[] json) {
        caught.add(json);
        return caught.wantsMore();
    }

    @Override
    public boolean end(OptionalLong total) {
        pages.told(caught.records(), total);
        return caught.wantsMore();
    }
}
