package io.quill.operate.problem;

/** Brings a message to people; whether it arrived. */
public interface Messenger {
    boolean tell(String title, String text);
}
