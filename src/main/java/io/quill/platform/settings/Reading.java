package io.quill.platform.settings;

import java.util.List;

/** What came of reading the settings: something to start with, or every fault there is. */
public sealed interface Reading {
    List<Warning> warnings();

    record Usable(Settings settings, List<Warning> warnings) implements Reading {}

    record Faulty(List<Fault> faults, List<Warning> warnings) implements Reading {}
}
