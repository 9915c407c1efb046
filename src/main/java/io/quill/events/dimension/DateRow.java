package io.quill.events.dimension;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Locale;

/** Row of a day, all of which follows from its date. */
public record DateRow(LocalDate date) implements DimensionRow {
    @Override
    public Dimension dimension() {
        return Dimension.DATE;
    }

    @Override
    public String key() {
        return date.toString();
    }

    @Override
    public String json() {
        DayOfWeek day = date.getDayOfWeek();
        return CellFormat.newRow()
                .put("Date", CellFormat.day(date))
                .put("Year", date.getYear())
                .put("Quarter", (date.getMonthValue() + 2) / 3)
                .put("Month", date.getMonthValue())
                .put("Day", date.getDayOfMonth())
                .put("DayOfWeek", day.getValue())
                .put("MonthName", date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                .put("DayName", day.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                .put("IsWeekend", day.compareTo(DayOfWeek.SATURDAY) >= 0)
                .toString();
    }
}
