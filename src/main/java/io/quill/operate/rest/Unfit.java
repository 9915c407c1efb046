package io.quill.operate.rest;

/** A request that cannot be served as it is, and the answer to it. */
public final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    public Unfit(Problem problem) {
        this(Reply.of(problem), problem.title());
    }

    public Unfit(Reply reply, String words) {
        super(words);
        this.reply = reply;
    }

    public Reply reply() {
        return reply;
    }
}
