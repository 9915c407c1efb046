package io.quill.operate.console.web;

/** Records actions before they are performed and their outcome afterwards. */
public interface ActionLog {
    /** The id under which it is told what it came to. */
    String begin(String action, ConsoleRequest consoleRequest, ConsoleUser who);

    void complete(String id, FormAction.Outcome outcome);
}
