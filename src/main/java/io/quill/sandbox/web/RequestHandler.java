package io.quill.sandbox.web;

/** Handler of an origin's requests; called on a virtual thread, so it may block. */
public interface RequestHandler {
    SandboxReply answer(SandboxRequest sandboxRequest);
}
