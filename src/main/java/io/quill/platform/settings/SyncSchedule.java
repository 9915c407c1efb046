package io.quill.platform.settings;

import io.quill.platform.settings.SettingFormat.Unfit;

import org.quartz.CronExpression;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Schedule: an interval, or a cron expression. */
public sealed interface SyncSchedule {
    record Every(Duration time) implements SyncSchedule {}

    /** Cron expression with seconds first, and a question mark for one of the two kinds of day. */
    record Cron(String expression) implements SyncSchedule {}

    /**
     * Format of a time such as 15m, or a cron expression of five fields, or of six with seconds
     * first.
     */
    static SettingFormat<SyncSchedule> form() {
        return new SettingFormat<>(
                "15m",
                text -> {
                    Matcher time = Pattern.compile("(\\d{1,6})\\s*([smh])").matcher(text);
                    return time.matches()
                            ? new Every(time(Long.parseLong(time.group(1)), time.group(2)))
                            : new Cron(cron(text));
                });
    }

    private static Duration time(long number, String unit) throws Unfit {
        Duration time =
                switch (unit) {
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    default -> Duration.ofHours(number);
                };
        if (time.toSeconds() < 10 || time.toDays() > 7) {
            throw new Unfit("must be from 10s to 168h");
        }
        return time;
    }

    private static String cron(String text) throws Unfit {
        String[] fields = text.strip().split("\\s+");
        String expression = fields.length == 5 ? withSeconds(fields) : String.join(" ", fields);
        if (!CronExpression.isValidExpression(expression)) {
            throw new Unfit("is neither a time such as 15m nor a cron expression");
        }
        return expression;
    }

    /**
     * Adds the seconds; days of the week must have names, since cron and Quartz number them
     * differently.
     */
    private static String withSeconds(String[] fields) throws Unfit {
        String day = fields[2];
        String weekday = fields[4];
        if (weekday.matches(".*\\d.*")) {
            throw new Unfit("has numbers for days of the week: MON to SUN are clear");
        }
        if (!day.equals("*") && !weekday.equals("*")) {
            throw new Unfit("asks for a day of the month and of the week at once");
        }
        String[] quartz =
                weekday.equals("*")
                        ? new String[] {"0", fields[0], fields[1], day, fields[3], "?"}
                        : new String[] {"0", fields[0], fields[1], "?", fields[3], weekday};
        return String.join(" ", quartz);
    }
}
