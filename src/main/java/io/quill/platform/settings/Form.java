package io.quill.platform.settings;

/** How a text becomes a value, with an example of one that does. */
record Form<T>(String example, Parser<T> parser) {
    @FunctionalInterface
    interface Parser<T> {
        T parse(String text) throws Unfit;
    }

    /** Why a text is no value; its message never repeats the text. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        Unfit(String what) {
            super(what, null, false, false);
        }

        String what() {
            return String.valueOf(getMessage());
        }
    }

    Form<T> like(String other) {
        return new Form<>(other, parser);
    }
}
