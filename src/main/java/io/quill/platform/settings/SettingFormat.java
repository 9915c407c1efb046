package io.quill.platform.settings;

/** Format of a setting: its parser, and an example. */
record SettingFormat<T>(String example, Parser<T> parser) {
    @FunctionalInterface
    interface Parser<T> {
        T parse(String text) throws Unfit;
    }

    /** Reason why a text is no value; its message never repeats the text. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        Unfit(String what) {
            super(what, null, false, false);
        }

        String what() {
            return String.valueOf(getMessage());
        }
    }

    SettingFormat<T> withExample(String other) {
        return new SettingFormat<>(other, parser);
    }
}
