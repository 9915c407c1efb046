package io.quill.operate.console.draw;

import java.util.Collections;
import java.util.List;

/**
 * How high the bars of a chart are. A rush of a minute or two, such as the first after an outage,
 * does not make the rest of the hour too low to be seen.
 *
 * @param top the most that a bar shows whole
 */
record Scale(long top, long highest) {
    private static final int ENOUGH_TO_COMPARE = 5;
    private static final int TOWERING = 10;
    private static final int ROOM = 3;
    private static final int MOST_CUT = 3;

    static Scale of(List<Long> minutes) {
        long highest = Math.max(1, Collections.max(minutes));
        List<Long> busy = minutes.stream().filter(minute -> minute > 0).sorted().toList();
        if (busy.size() < ENOUGH_TO_COMPARE) {
            return new Scale(highest, highest);
        }
        long usual = busy.get(busy.size() / 2);
        long top = ROOM * usual;
        boolean isRush =
                highest > TOWERING * usual
                        && minutes.stream().filter(minute -> minute > top).count() <= MOST_CUT;
        return new Scale(isRush ? top : highest, highest);
    }

    boolean cuts() {
        return top < highest;
    }

    int height(long minute, int whole) {
        return Math.round((float) whole * minute / top);
    }
}
