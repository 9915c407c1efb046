package io.quill.operate.access.audit;

import io.quill.operate.access.Caller;

/**
 * Action that somebody asks for.
 *
 * @param action the operation's name
 * @param target what it is done to: a dataset and table, an agent, an event
 * @param request the id under which the request is known in the log
 */
public record AuditedAction(Caller caller, String action, String target, String request) {}
