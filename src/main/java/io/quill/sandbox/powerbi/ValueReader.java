package io.quill.sandbox.powerbi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Reads one value of a row as its column's type, or finds that it is none. */
final class ValueReader {
    private static final DateTimeFormatter AMERICAN = DateTimeFormatter.ofPattern("MM/dd/yyyy");
    private static final int DECIMAL_DIGITS = 28;
    private static final int DECIMAL_SCALE = 4;

    private final PushLimits pushLimits;
    private final PowerBiSwitches powerBiSwitches;

    ValueReader(PushLimits pushLimits, PowerBiSwitches powerBiSwitches) {
        this.pushLimits = pushLimits;
        this.powerBiSwitches = powerBiSwitches;
    }

    /** A null is a blank, as an absent property is. */
    @Nullable Object read(JsonParser json, PushColumn pushColumn) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        boolean text = json.currentToken() == JsonToken.VALUE_STRING;
        boolean coerced = text && powerBiSwitches.coercion() == PowerBiSwitches.Coercion.STRINGS;
        try {
            return switch (pushColumn.type()) {
                case STRING -> string(json, pushColumn);
                case DATETIME -> moment(json, pushColumn);
                case BOOLEAN -> coerced ? bool(json.getText(), pushColumn) : bool(json, pushColumn);
                case INT64 -> kept(coerced ? whole(json.getText()) : whole(json, pushColumn));
                case DOUBLE ->
                        coerced ? real(Double.parseDouble(json.getText())) : real(json, pushColumn);
                case DECIMAL ->
                        coerced
                                ? decimal(new BigDecimal(json.getText()))
                                : decimal(json, pushColumn);
            };
        } catch (DateTimeException | NumberFormatException _) {
            throw bad(pushColumn);
        }
    }

    private Object string(JsonParser json, PushColumn pushColumn) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw bad(pushColumn);
        }
        String text = json.getText();
        if (text.length() <= pushLimits.charsPerString()) {
            return text;
        }
        return switch (powerBiSwitches.longText()) {
            case REFUSED -> throw bad(pushColumn);
            case TRUNCATED -> text.substring(0, pushLimits.charsPerString());
        };
    }

    private static Object bool(JsonParser json, PushColumn pushColumn) {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw bad(pushColumn);
        };
    }

    private static Object bool(String text, PushColumn pushColumn) {
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw bad(pushColumn);
        }
        return Boolean.parseBoolean(text);
    }

    private static long whole(JsonParser json, PushColumn pushColumn) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw bad(pushColumn);
        }
        return whole(json.getText());
    }

    private Object kept(long number) {
        return powerBiSwitches.bigWholes() == PowerBiSwitches.BigWholes.ROUNDED
                ? (long) (double) number
                : number;
    }

    /** "Int64.Max and Int64.Min not allowed". */
    private static long whole(String digits) {
        long number = Long.parseLong(digits);
        if (number == Long.MAX_VALUE || number == Long.MIN_VALUE) {
            throw new NumberFormatException("an end of Int64");
        }
        return number;
    }

    private static Object real(JsonParser json, PushColumn pushColumn) throws IOException {
        if (!json.currentToken().isNumeric()) {
            throw bad(pushColumn);
        }
        return real(json.getDoubleValue());
    }

    /** "Double.Max, Double.Min and NaN not allowed". */
    private static Object real(double number) {
        if (!Double.isFinite(number) || Math.abs(number) == Double.MAX_VALUE) {
            throw new NumberFormatException("an end of Double");
        }
        return number;
    }

    private static Object decimal(JsonParser json, PushColumn pushColumn) throws IOException {
        if (!json.currentToken().isNumeric()) {
            throw bad(pushColumn);
        }
        return decimal(json.getDecimalValue());
    }

    private static Object decimal(BigDecimal number) {
        BigDecimal scaled = number.setScale(DECIMAL_SCALE, RoundingMode.HALF_EVEN);
        if (scaled.precision() > DECIMAL_DIGITS) {
            throw new NumberFormatException("beyond a decimal of 28 digits");
        }
        return scaled;
    }

    /** A DateTime has no zone in the model, and is kept in steps of 1/300 s. */
    private Object moment(JsonParser json, PushColumn pushColumn) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw bad(pushColumn);
        }
        Instant read = instant(json.getText());
        long steps = Math.round(read.getNano() * 300e-9);
        return Instant.ofEpochSecond(read.getEpochSecond(), steps * 1_000_000_000L / 300);
    }

    private Instant instant(String text) {
        if (text.length() == 10 && text.charAt(2) == '/') {
            return LocalDate.parse(text, AMERICAN).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        if (text.length() == 10) {
            return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        if (text.length() < 11) {
            throw new DateTimeException("too short");
        }
        String iso = text.charAt(10) == ' ' ? text.replace(' ', 'T') : text;
        int zone = Math.max(iso.indexOf('+', 11), iso.indexOf('-', 11));
        if (zone < 0 && !iso.endsWith("Z")) {
            return LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        }
        if (zone >= 0 && powerBiSwitches.offsets() == PowerBiSwitches.Offsets.REFUSED) {
            throw new DateTimeException("an offset");
        }
        return OffsetDateTime.parse(iso).toInstant();
    }

    private static RefusedException bad(PushColumn pushColumn) {
        return new RefusedException(
                PowerBiErrors.invalid(
                        "rows",
                        "A value of column '"
                                + pushColumn.name()
                                + "' cannot be converted to "
                                + pushColumn.type()
                                + "."));
    }
}
