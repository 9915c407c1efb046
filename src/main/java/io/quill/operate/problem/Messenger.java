package io.quill.operate.problem;

/** Sends a message to people, and returns whether it arrived. */
public interface Messenger {
    boolean send(String title, String text);
}
