package io.quill.notice;

/** Brings a message to people; whether it arrived. */
public interface Messenger {
    boolean tell(String title, String text);
}
