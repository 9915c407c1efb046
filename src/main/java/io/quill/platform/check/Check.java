package io.quill.platform.check;

/** Check of one thing that Quill depends on. An exception counts as a failure. */
public interface Check {
    String name();

    Finding run() throws Exception;

    /** A check by its name and what it does. */
    static Check of(String name, Trial trial) {
        return new Check() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Finding run() throws Exception {
                return trial.run();
            }
        };
    }

    /** Work of a check. */
    @FunctionalInterface
    interface Trial {
        Finding run() throws Exception;
    }
}
