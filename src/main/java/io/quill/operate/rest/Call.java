package io.quill.operate.rest;

import io.quill.operate.access.Caller;
import io.quill.operate.access.Request;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An operation that somebody may ask for, with its parameters known to be as they should. */
public record Call(
        Operation operation, Map<String, String> parameters, Request request, Caller caller) {
    public Call {
        parameters = Map.copyOf(parameters);
    }

    /** A request that is answered already, and still uses up the id that it carries. */
    public static Call answered(Request request, Caller caller, Reply reply) {
        Operation operation =
                Operation.get(request.path(), request.method() + " " + request.target(), "")
                        .answers(new Operation.Returns.Raw(reply.mediaType()), _ -> reply);
        return new Call(operation, Map.of(), request, caller);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    public String path(String name) {
        return text(name).orElseThrow();
    }

    /** What stands in the path for its names, in their order. */
    public List<String> pathValues() {
        return operation.inPath().stream().map(each -> path(each.name())).toList();
    }

    /** A flag that only stands there is raised. */
    public boolean flag(String name) {
        return text(name).filter(value -> !value.equals("false")).isPresent();
    }

    public long number(String name) {
        Parameter.Count form =
                operation.inQuery().stream()
                        .filter(each -> each.name().equals(name))
                        .map(Parameter::form)
                        .map(Parameter.Count.class::cast)
                        .findFirst()
                        .orElseThrow();
        return text(name).map(Long::parseLong).orElse(form.otherwise());
    }

    public Optional<Instant> time(String name) {
        return text(name).map(Instant::parse);
    }

    public Optional<LocalDate> date(String name) {
        return text(name).map(LocalDate::parse);
    }

    public boolean hasBody() {
        return request.body().length > 0;
    }

    /** The body as a record; {@link Unfit} where it is none. */
    public <T extends Record> T body(Class<T> type) {
        try {
            return Json.read(request.body(), type);
        } catch (Json.Unreadable e) {
            throw new Unfit(Problem.badRequest("The body: " + e.words()));
        }
    }
}
