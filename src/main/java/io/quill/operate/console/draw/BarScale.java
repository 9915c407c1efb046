package io.quill.operate.console.draw;

import java.util.Collections;
import java.util.List;

/**
 * Scale of a chart's bars. A short peak does not flatten the rest of the hour.
 *
 * @param top the most that a bar shows whole
 */
record BarScale(long top, long highest) {
    private static final int ENOUGH_TO_COMPARE = 5;
    private static final int TOWERING = 10;
    private static final int ROOM = 3;
    private static final int MOST_CUT = 3;

    static BarScale of(List<Long> minutes) {
        long highest = Math.max(1, Collections.max(minutes));
        List<Long> busy = minutes.stream().filter(minute -> minute > 0).sorted().toList();
        if (busy.size() < ENOUGH_TO_COMPARE) {
            return new BarScale(highest, highest);
        }
        long usual = busy.get(busy.size() / 2);
        long top = ROOM * usual;
        boolean isRush =
                highest > TOWERING * usual
                        && minutes.stream().filter(minute -> minute > top).count() <= MOST_CUT;
        return new BarScale(isRush ? top : highest, highest);
    }

    boolean cuts() {
        return top < highest;
    }

    int height(long minute, int whole) {
        return Math.round((float) whole * minute / top);
    }
}
