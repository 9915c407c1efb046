package io.quill.operate.rest;

/** Exception for a request that cannot be served, with its reply. */
public final class InvalidRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient AdminReply adminReply;

    public InvalidRequestException(Problem problem) {
        this(AdminReply.of(problem), problem.title());
    }

    public InvalidRequestException(AdminReply adminReply, String words) {
        super(words);
        this.adminReply = adminReply;
    }

    public AdminReply reply() {
        return adminReply;
    }
}
