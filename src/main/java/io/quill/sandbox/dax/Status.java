package io.quill.sandbox.dax;

/** How an agent stands against the goal of a day; none where there is no goal or no shift. */
public enum Status {
    GREEN,
    YELLOW,
    RED,
    NONE
}
