package io.quill.platform.settings;

/** How dimensions are kept: when the roster is read, and how far ahead shifts are laid out. */
public record Dimensions(Rhythm agents, int shiftDaysAhead) {
    static Dimensions read(Values values) {
        return new Dimensions(
                values.value("agents.sync", Rhythm.form()),
                values.value("shifts.days-ahead", Forms.number(7, 366).like("35")));
    }
}
