package io.quill.events.board;

import io.quill.events.board.DaxInterpreter.Context;
import io.quill.events.board.DaxInterpreter.Expression;
import io.quill.events.board.DaxInterpreter.Rows;
import io.quill.events.board.DaxInterpreter.Variables;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.DoubleBinaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the text of a measure into an expression. */
final class DaxText {
    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\w+\\[[^]]+]|\\[[^]]+]|\"[^\"]*\"|\\d+(\\.\\d+)?|\\w+|&&|\\|\\||<=|>=|<>|\\S");

    private final List<String> tokens;
    private final DaxInterpreter model;
    private int at;

    DaxText(String text, DaxInterpreter model) {
        this.tokens = TOKEN.matcher(text).results().map(MatchResult::group).toList();
        this.model = model;
    }

    Expression read() {
        Expression whole = expression();
        if (at < tokens.size()) {
            throw unexpected();
        }
        return whole;
    }

    private Expression expression() {
        if (!takes("VAR")) {
            return takes("RETURN") ? expression() : either();
        }
        String name = next();
        take("=");
        Expression value = either();
        Expression rest = expression();
        return context -> rest.in(context.with(name, value.in(context)));
    }

    private Expression either() {
        Expression left = both();
        while (takes("||")) {
            Expression one = left;
            Expression other = both();
            left = context -> isTrue(one.in(context)) || isTrue(other.in(context));
        }
        return left;
    }

    private Expression both() {
        Expression left = comparison();
        while (takes("&&")) {
            Expression one = left;
            Expression other = comparison();
            left = context -> isTrue(one.in(context)) && isTrue(other.in(context));
        }
        return left;
    }

    private Expression comparison() {
        if (takes("NOT")) {
            Expression negated = comparison();
            return context -> !isTrue(negated.in(context));
        }
        Expression left = sum();
        String sign = peek();
        if (!List.of("=", "<>", "<", "<=", ">", ">=", "IN").contains(sign)) {
            return left;
        }
        next();
        Expression right = sum();
        if (sign.equals("IN")) {
            return context -> isIn(left.in(context), (Rows) right.in(context));
        }
        return context -> holds(sign, DaxInterpreter.compare(left.in(context), right.in(context)));
    }

    private static boolean isIn(@Nullable Object value, @Nullable Rows rows) {
        return Objects.requireNonNull(rows).rows().stream()
                .flatMap(row -> row.values().stream())
                .anyMatch(each -> DaxInterpreter.compare(each, value) == 0);
    }

    private static boolean holds(String sign, int order) {
        return switch (sign) {
            case "=" -> order == 0;
            case "<>" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private Expression sum() {
        Expression left = product();
        while (peek().equals("+") || peek().equals("-")) {
            boolean plus = next().equals("+");
            left = arithmetic(left, product(), false, (a, b) -> plus ? a + b : a - b);
        }
        return left;
    }

    private Expression product() {
        Expression left = atom();
        while (takes("*")) {
            left = arithmetic(left, atom(), true, (a, b) -> a * b);
        }
        return left;
    }

    /** Blank where both sides are, and a product where one is. */
    private static Expression arithmetic(
            Expression left, Expression right, boolean product, DoubleBinaryOperator operator) {
        return context -> {
            Object one = left.in(context);
            Object other = right.in(context);
            boolean blank = product ? one == null || other == null : one == null && other == null;
            return blank
                    ? null
                    : (Object)
                            operator.applyAsDouble(
                                    DaxInterpreter.number(one), DaxInterpreter.number(other));
        };
    }

    private Expression atom() {
        String token = next();
        char first = token.charAt(0);
        if (token.equals("(")) {
            Expression inner = expression();
            take(")");
            return inner;
        }
        if (first == '"') {
            return _ -> token.substring(1, token.length() - 1);
        }
        if (first == '[') {
            return model.measure(token.substring(1, token.length() - 1));
        }
        if (token.endsWith("]")) {
            return context -> {
                if (!context.row().containsKey(token)) {
                    throw new IllegalStateException("No row has a " + token + " here");
                }
                return context.row().get(token);
            };
        }
        if (Character.isDigit(first)) {
            return _ -> Double.valueOf(token);
        }
        if (peek().equals("(")) {
            return function(token);
        }
        return model.isTable(token)
                ? context -> model.visible(token, context)
                : context -> variable(token, context.variables());
    }

    private static @Nullable Object variable(String name, Variables variables) {
        return switch (variables) {
            case Variables.None() -> throw new IllegalStateException("Nothing is named " + name);
            case Variables.One(String known, Object value, _) when known.equals(name) -> value;
            case Variables.One(_, _, Variables others) -> variable(name, others);
        };
    }

    private Expression function(String name) {
        take("(");
        String column = peek();
        if (List.of("MAX", "DISTINCT", "DISTINCTCOUNT", "ALL").contains(name)) {
            next();
            take(")");
            return ofColumn(name, column);
        }
        List<Expression> arguments = new ArrayList<>();
        while (!takes(")")) {
            arguments.add(expression());
            takes(",");
        }
        return switch (name) {
            case "IF", "DIVIDE", "ISBLANK", "BLANK" -> conditional(name, arguments);
            case "UTCNOW", "DATE", "YEAR", "MONTH" -> calendar(name, arguments);
            default -> iteration(name, arguments);
        };
    }

    private Expression ofColumn(String name, String column) {
        return switch (name) {
            case "ALL" -> _ -> model.all(column);
            case "DISTINCT" -> context -> model.distinct(column, context);
            case "DISTINCTCOUNT" -> context -> count(model.distinct(column, context));
            default ->
                    context ->
                            largest(
                                    model.distinct(column, context).rows().stream()
                                            .map(row -> row.get(column)));
        };
    }

    private static Expression conditional(String name, List<Expression> arguments) {
        return switch (name) {
            case "IF" ->
                    context -> {
                        if (isTrue(arguments.get(0).in(context))) {
                            return arguments.get(1).in(context);
                        }
                        return arguments.size() > 2 ? arguments.get(2).in(context) : null;
                    };
            case "ISBLANK" -> context -> arguments.getFirst().in(context) == null;
            case "BLANK" -> _ -> null;
            default ->
                    context -> {
                        Object above = arguments.get(0).in(context);
                        double below = DaxInterpreter.number(arguments.get(1).in(context));
                        return above == null || below == 0
                                ? null
                                : (Object) (DaxInterpreter.number(above) / below);
                    };
        };
    }

    private Expression calendar(String name, List<Expression> arguments) {
        BiFunction<Integer, Context, Double> number =
                (place, context) -> DaxInterpreter.number(arguments.get(place).in(context));
        return switch (name) {
            case "UTCNOW" -> _ -> model.utcNow();
            case "YEAR" ->
                    context -> (double) DaxInterpreter.date(number.apply(0, context)).getYear();
            case "MONTH" ->
                    context ->
                            (double) DaxInterpreter.date(number.apply(0, context)).getMonthValue();
            default ->
                    context ->
                            DaxInterpreter.days(
                                    LocalDate.of(
                                            number.apply(0, context).intValue(),
                                            number.apply(1, context).intValue(),
                                            number.apply(2, context).intValue()));
        };
    }

    private static Expression iteration(String name, List<Expression> arguments) {
        return context -> {
            Rows rows = (Rows) Objects.requireNonNull(arguments.getFirst().in(context));
            return switch (name) {
                case "ISEMPTY" -> rows.rows().isEmpty();
                case "COUNTROWS" -> count(rows);
                case "CROSSJOIN" ->
                        arguments.stream()
                                .map(each -> (Rows) Objects.requireNonNull(each.in(context)))
                                .reduce(DaxInterpreter::cross)
                                .orElseThrow();
                case "FILTER" -> filter(rows, arguments.get(1), context);
                case "MAXX" -> largest(each(rows, arguments.get(1), context));
                case "SUMX" -> total(each(rows, arguments.get(1), context));
                default -> throw new IllegalArgumentException("No such function: " + name);
            };
        };
    }

    private static Rows filter(Rows rows, Expression condition, Context context) {
        List<Map<String, @Nullable Object>> kept = new ArrayList<>();
        for (Map<String, @Nullable Object> row : rows.rows()) {
            if (isTrue(condition.in(context.with(row)))) {
                kept.add(row);
            }
        }
        return new Rows(kept);
    }

    private static Stream<@Nullable Object> each(Rows rows, Expression value, Context context) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Map<String, @Nullable Object> row : rows.rows()) {
            values.add(value.in(context.with(row)));
        }
        return values.stream();
    }

    private static @Nullable Object count(Rows rows) {
        return rows.rows().isEmpty() ? null : (Object) (double) rows.rows().size();
    }

    private static @Nullable Object largest(Stream<@Nullable Object> values) {
        return values.filter(Objects::nonNull).max(DaxInterpreter::compare).orElse(null);
    }

    private static @Nullable Object total(Stream<@Nullable Object> values) {
        OptionalDouble total =
                values.filter(Objects::nonNull)
                        .mapToDouble(DaxInterpreter::number)
                        .reduce(Double::sum);
        return total.isPresent() ? (Object) total.getAsDouble() : null;
    }

    private static boolean isTrue(@Nullable Object value) {
        return value != null && DaxInterpreter.number(value) != 0;
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private String next() {
        if (at >= tokens.size()) {
            throw unexpected();
        }
        return tokens.get(at++);
    }

    private boolean takes(String token) {
        boolean there = peek().equals(token);
        at += there ? 1 : 0;
        return there;
    }

    private void take(String token) {
        if (!takes(token)) {
            throw unexpected();
        }
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException("Not understood at " + at + " of " + tokens);
    }
}
