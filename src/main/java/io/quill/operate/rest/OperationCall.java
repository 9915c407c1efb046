package io.quill.operate.rest;

import io.quill.operate.access.AdminRequest;
import io.quill.operate.access.Caller;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Request for an operation, with valid parameters. */
public record OperationCall(
        Operation operation, Map<String, String> parameters, AdminRequest request, Caller caller) {
    public OperationCall {
        parameters = Map.copyOf(parameters);
    }

    /** A request that is answered already, and still uses up the id that it carries. */
    public static OperationCall answered(
            AdminRequest adminRequest, Caller caller, AdminReply adminReply) {
        Operation operation =
                Operation.get(
                                adminRequest.path(),
                                adminRequest.method() + " " + adminRequest.target(),
                                "")
                        .answers(
                                new Operation.Returns.Raw(adminReply.mediaType()), _ -> adminReply);
        return new OperationCall(operation, Map.of(), adminRequest, caller);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    public String path(String name) {
        return text(name).orElseThrow();
    }

    /** Values of the path's names, in their order. */
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

    /** The body as a record; {@link InvalidRequestException} where it is none. */
    public <T extends Record> T body(Class<T> type) {
        try {
            return RecordJson.read(request.body(), type);
        } catch (RecordJson.Unreadable e) {
            throw new InvalidRequestException(Problem.badRequest("The body: " + e.words()));
        }
    }
}
