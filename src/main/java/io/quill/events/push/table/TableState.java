package io.quill.events.push.table;

/**
 * State of a table in the store. Its rows are those of the batches after the base, up to the
 * number.
 */
sealed interface TableState {
    /** The highest number that may have been used. */
    long highest();

    /** Nothing is under way. */
    record Level(long base, long number) implements TableState {
        @Override
        public long highest() {
            return number;
        }
    }

    /** The batch after the number is fixed, and may have been posted. */
    record Appending(long base, long number) implements TableState {
        long next() {
            return number + 1;
        }

        @Override
        public long highest() {
            return next();
        }

        /** Its batch was certainly not taken: the number is free again. */
        Level undone() {
            return new Level(base, number);
        }

        Level done() {
            return new Level(base, next());
        }
    }

    /** Whatever the table holds, it goes. */
    record Clearing(long number) implements TableState {
        @Override
        public long highest() {
            return number;
        }

        Level done() {
            return new Level(number, number);
        }
    }
}
